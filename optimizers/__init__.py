"""The methods, one a file; this table is the contents page: the lecture's in its order, then modern, then second order.

A new method is one new file and one row here.
"""

from .accelerated_gradient import accelerated_gradient
from .adabelief import adabelief
from .adadelta import adadelta
from .adagrad import adagrad
from .adagrad_full import adagrad_full
from .adahessian import adahessian
from .adam import adam
from .adamax import adamax
from .adamw import adamw
from .adan import adan
from .ademamix import ademamix
from .adopt import adopt
from .amsgrad import amsgrad
from .barzilai_borwein import barzilai_borwein
from .bfgs import bfgs
from .block import Block
from .cautious_adamw import cautious_adamw
from .cma_es import cma_es
from .conjugate_gradient import conjugate_gradient
from .delta_bar_delta import delta_bar_delta
from .dog import dog
from .dogleg import dogleg
from .elementwise import Elementwise
from .gauss_newton import gauss_newton
from .hessian_free import hessian_free
from .irprop_minus import irprop_minus
from .irprop_plus import irprop_plus
from .langevin import langevin
from .lbfgs import lbfgs
from .levenberg_marquardt import levenberg_marquardt
from .lion import lion
from .local_gains import local_gains
from .lookahead import lookahead
from .manhattan import manhattan
from .matrix import Matrix
from .momentum import momentum
from .muon import muon
from .nadam import nadam
from .nelder_mead import nelder_mead
from .nesterov import nesterov
from .newton import newton
from .newton_diagonal import newton_diagonal
from .optimizer import GROUPS, Optimizer
from .polyak_step import polyak_step
from .prodigy import prodigy
from .radam import radam
from .rmsprop import rmsprop
from .rmsprop_centered import rmsprop_centered
from .rprop import rprop
from .rprop_plus import rprop_plus
from .sam import sam
from .scaled_conjugate_gradient import scaled_conjugate_gradient
from .schedule_free_adamw import schedule_free_adamw
from .schedule_free_sgd import schedule_free_sgd
from .sgd import sgd
from .shampoo import shampoo
from .signum import signum
from .soap import soap
from .sophia import sophia
from .steepest_descent import steepest_descent
from .svrg import svrg
from .vector import Objective, Vector
from .vsgd import vsgd
from .vsgd_fd import vsgd_fd
from .yogi import yogi

OPTIMIZERS: dict[str, Elementwise | Vector] = {
    optimizer.name: optimizer
    for optimizer in (
        sgd,
        momentum,
        nesterov,
        delta_bar_delta,
        local_gains,
        manhattan,
        rprop,
        rprop_plus,
        irprop_minus,
        irprop_plus,
        adagrad,
        rmsprop,
        rmsprop_centered,
        vsgd,
        vsgd_fd,
        adadelta,
        adam,
        adamax,
        accelerated_gradient,
        adamw,
        amsgrad,
        nadam,
        radam,
        adabelief,
        yogi,
        lion,
        signum,
        adan,
        ademamix,
        adopt,
        schedule_free_sgd,
        schedule_free_adamw,
        lookahead,
        cautious_adamw,
        sam,
        svrg,
        langevin,
        polyak_step,
        barzilai_borwein,
        dog,
        prodigy,
        adagrad_full,
        shampoo,
        soap,
        muon,
        newton_diagonal,
        sophia,
        adahessian,
        newton,
        steepest_descent,
        conjugate_gradient,
        scaled_conjugate_gradient,
        hessian_free,
        bfgs,
        lbfgs,
        gauss_newton,
        levenberg_marquardt,
        dogleg,
        nelder_mead,
        cma_es,
    )
}

#: The methods that race when none is named: those of the page's first view.
CLASSICS = ("sgd", "momentum", "nesterov", "rprop", "adagrad", "rmsprop", "adadelta", "adam", "adamax")

__all__ = ["CLASSICS", "GROUPS", "OPTIMIZERS", "Block", "Elementwise", "Matrix", "Objective", "Optimizer", "Vector"]
