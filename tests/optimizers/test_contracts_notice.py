"""A wrong sign in a method that nobody wrote a test for: the contracts alone notice it.

Each case is the file of a method with one sign, or one term, changed.
"""

from inspect import signature
from pathlib import Path
from types import ModuleType

import pytest
import test_elementwise_contracts
import test_equivariance
import test_vector_contracts
from runner import RULES

import optimizers

NEWCOMERS = Path(__file__).parents[1] / "newcomers" / "house" / "optimizers"
VECTOR = [
    ("bfgs", "left @ inverse @ left.T + np", "left @ inverse @ left.T - np"),
    ("bfgs", "identity - np.outer(s, y)", "identity + np.outer(s, y)"),
    ("bfgs", "found.gradient - g", "g - found.gradient"),
    ("bfgs", "p = -inverse @ g", "p = inverse @ g"),
    ("conjugate_gradient", "-after + beta * p", "-after - beta * p"),
    ("scaled_conjugate_gradient", "following = after + beta * p", "following = after - beta * p"),
    ("scaled_conjugate_gradient", "f.gradient(x + sigma_t * p)", "f.gradient(x - sigma_t * p)"),
    ("hessian_free", "p + alpha * d, r - alpha * image", "p + alpha * d, r + alpha * image"),
    ("hessian_free", "after + float(after @ after)", "after - float(after @ after)"),
    ("steepest_descent", "x - found.alpha * g", "x + found.alpha * g"),
    ("newton", "step = -directions", "step = directions"),
    ("lbfgs", "q = q - shares[-1] * y", "q = q + shares[-1] * y"),
    ("lbfgs", "(share - float(y @ r)", "(share + float(y @ r)"),
    ("lbfgs", "p = -older - newest", "p = -older + newest"),
    ("gauss_newton", "step = -directions", "step = directions"),
    ("gauss_newton", "f.gauss_newton_vector(x, column)", "f.hessian_vector(x, column)"),
    ("levenberg_marquardt", "p = -directions", "p = directions"),
    ("levenberg_marquardt", "(curvatures + damped)", "(curvatures - damped)"),
    ("levenberg_marquardt", "if taken else growth", "if taken else 1 / growth"),
    ("levenberg_marquardt", "taken = ratio > 0", "taken = ratio > -9"),
    ("dogleg", "newton = -directions", "newton = directions"),
    ("dogleg", "cauchy = -float", "cauchy = float"),
    ("dogleg", "return 1, -c /", "return 1, c /"),
    ("dogleg", "p = -delta / sqrt", "p = delta / sqrt"),
    ("dogleg", "taken = ratio > ACCEPTED", "taken = ratio > -ACCEPTED"),
    ("nelder_mead", "away = centroid - last", "away = last - centroid"),
    ("nelder_mead", "if value < values[0]", "if value > values[0]"),
    ("nelder_mead", "yield x, second - x", "yield second, second - x"),
    ("cma_es", "f.value(m + sigma * step)", "f.value(m - sigma * step)"),
    ("cma_es", "m = m + sigma * step", "m = m - sigma * step"),
    ("cma_es", "sigma * np.exp(min(1.0, c", "sigma * np.exp(min(1.0, -c"),
    ("cma_es", "values.min() < value", "values.min() > value"),
    ("cauchy", "step = -learning_rate", "step = learning_rate"),
]
ELEMENTWISE = [
    ("momentum", "v = momentum * v", "v = -momentum * v"),
    ("momentum", "return x + v, v", "return x - v, v"),
    ("nesterov", "return x + momentum * v", "return x - momentum * v"),
    ("accelerated_gradient", "return x + w", "return x - w"),
    ("accelerated_gradient", "w - learning_rate * g", "w + learning_rate * g"),
    ("adam", "m = beta1_t * m", "m = -beta1_t * m"),
    ("adam", "(1 - beta2) * g * g", "(1 - beta2) * g"),
    ("adam", "m_hat / (sqrt(v_hat)", "v_hat / (sqrt(m_hat)"),
    ("adam", "sqrt(v_hat) + epsilon", "sqrt(v_hat) - epsilon"),
    ("adamw", "x = x - learning_rate * weight_decay", "x = x + learning_rate * weight_decay"),
    ("rmsprop", "r = rho * r", "r = -rho * r"),
    ("adagrad", "+ g * g", "- g * g"),
    ("rprop", "agreement = sign(g)", "agreement = -sign(g)"),
    ("delta_bar_delta", "agreement = sign(bar)", "agreement = -sign(bar)"),
    ("lion", "sign(beta1 * m", "sign(-beta1 * m"),
    ("yogi", "v = v - (1", "v = v + (1"),
    ("newton_diagonal", "(abs(h)", "(-abs(h)"),
    ("softsign", "x - learning_rate", "x + learning_rate"),
    ("svrg", "g - p + w", "g - p - w"),
    ("svrg", "return x - step", "return x + step"),
    ("langevin", "x - learning_rate", "x + learning_rate"),
    ("signum", "x - learning_rate", "x + learning_rate"),
    ("adan", "+ beta2 * v_hat", "- 9 * beta2 * v_hat"),
    ("adan", "moved = x - learning_rate", "moved = x + learning_rate"),
    ("ademamix", "kappa * slow", "kappa * abs(slow)"),
    ("ademamix", "slow = beta3 * slow +", "slow = -beta3 * slow +"),
    ("ademamix", "return x - learning_rate", "return x + learning_rate"),
    ("adopt", "minimum(g / where", "minimum(-g / where"),
    ("adopt", "beta2 * v + (1 - beta2) * g * g, g * g", "beta2 * v + (1 - beta2) * g, g"),
    ("adopt", "x - learning_rate * m, x", "x + learning_rate * m, x"),
    ("schedule_free_sgd", "e = d - learning_rate", "e = d + learning_rate"),
    ("schedule_free_sgd", "e - c * e", "c * e - e"),
    ("schedule_free_sgd", "x + (1 - beta) * d", "x - (1 - beta) * d"),
    ("schedule_free_adamw", "e = d - learning_rate", "e = d + learning_rate"),
    ("schedule_free_adamw", "e - c * e", "c * e - e"),
    ("schedule_free_adamw", "(1 - beta2) * g * g", "(1 - beta2) * g"),
    ("barzilai_borwein", "curved = total(s * change)", "curved = s * change"),
    ("barzilai_borwein", "return x - a * g", "return x + a * g"),
    ("sam", "x - learning_rate * p", "x + learning_rate * p"),
    ("sam", "sqrt(total(g * g))", "total(g * g)"),
    ("sam", "sqrt(total(g * g))", "abs(g)"),
    ("polyak_step", "x - alpha * g", "x + alpha * g"),
    ("polyak_step", "square = total(g * g)", "square = g * g"),
    ("polyak_step", "f - f_star", "f_star - f"),
    ("dog", "step = -r", "step = r"),
    ("dog", "G + total(g * g)", "G + g * g"),
    ("dog", "maximum(r, sqrt(total(d * d)))", "maximum(r, abs(d))"),
    ("prodigy", "step = -d", "step = d"),
    ("prodigy", "weight * total(g * e)", "weight * total(abs(g * e))"),
    ("prodigy", "s = memory * s + weight * g", "s = memory * s + weight"),
    ("adagrad_full", "c = c + g", "c = c - g"),
    ("adagrad_full", "x - learning_rate", "x + learning_rate"),
    ("adagrad_full", "root) * g - c", "root) * g + c"),
    ("lookahead", "return fast + back", "return x + back"),
    ("lookahead", "back = where", "back = 3 * where"),
    ("cautious_adamw", "sign(u * g)", "sign(-u * g)"),
    ("cautious_adamw", "LEAST) - learning_rate", "LEAST) + learning_rate"),
    ("sophia", "x - learning_rate", "x + learning_rate"),
    ("sophia", "gamma * mean), epsilon", "-gamma * mean), epsilon"),
    ("adahessian", "x - learning_rate", "x + learning_rate"),
    ("adahessian", "(1 - beta2) * h * h", "(1 - beta2) * h"),
    ("muon", "x - learning_rate * (step", "x + learning_rate * (step"),
    ("muon", "sqrt(total(u * u))", "abs(u)"),
    ("muon", "step = SCALED * quotient(u, sqrt(total(u * u)))", "step = SCALED * u"),
    ("shampoo", "root) * g - c", "root) * g + c"),
    ("shampoo", "x - learning_rate", "x + learning_rate"),
    ("shampoo", "right = sqrt(sqrt(total(G) + epsilon))", "right = 1.0"),
    ("soap", "G * q + c * other(q)", "G * q - c * other(q)"),
    ("soap", "a = total(q * seen)", "a = q * seen"),
    ("soap", "x - learning_rate * (along", "x + learning_rate * (along"),
]


#: Contracts that take long, a few tenths of a second: most faults are noticed before.
DEAR = [
    test_vector_contracts.test_it_solves_quadratics_in_a_few_iterations_for_each_weight,
    test_vector_contracts.test_it_arrives_on_rosenbrock_and_on_a_sum_of_squares,
    test_vector_contracts.test_it_descends_if_and_only_if_it_says_so,
    test_vector_contracts.test_it_forms_a_matrix_if_and_only_if_it_says_so,
]


def changed(name, right="", wrong=""):
    """The method as its file would declare it; that of a newcomer is among the newcomers' files."""
    own = Path(optimizers.__file__).with_name(f"{name}.py")
    text = (own if own.exists() else NEWCOMERS / own.name).read_text(encoding="utf-8")
    assert not right or text.count(right) == 1
    module = ModuleType(f"optimizers.{name}")
    module.__package__ = "optimizers"
    exec(compile(text.replace(right, wrong) if right else text, own.name, "exec"), vars(module))
    return vars(module)[name]


def noticed_by(contracts, subject):
    """The first of the contracts that the method, or its name, fails."""
    for contract in contracts:
        try:
            contract(subject, *([2] if "n" in signature(contract).parameters else []))
        except (AssertionError, ArithmeticError, ValueError):
            return contract.__name__
    return None


def contracts_of(module, first):
    found = [one for name, one in vars(module).items() if name.startswith("test_")]
    return [one for one in found if next(iter(signature(one).parameters), "") == first]


def of_vectors(method):
    contracts = contracts_of(test_vector_contracts, "method")
    ends = test_vector_contracts.test_it_ends_after_finitely_many_steps_where_it_says_so
    cheap = [one for one in contracts if one not in DEAR and (method.finite or one is not ends)]
    return [*cheap, *DEAR]


def of_rules(name):
    contracts = [*contracts_of(test_elementwise_contracts, "name"), *test_equivariance.CONTRACTS]
    ahead = test_elementwise_contracts.test_what_it_looks_ahead_at_lies_ahead
    return [one for one in contracts if RULES[name].look_ahead or one is not ahead]


@pytest.mark.parametrize(("name", "right", "wrong"), VECTOR)
def test_in_a_vector_method(name, right, wrong):
    method = changed(name, right, wrong)
    assert noticed_by(of_vectors(method), method)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("name", "right", "wrong"), ELEMENTWISE)
def test_in_an_elementwise_rule(name, right, wrong, monkeypatch):
    monkeypatch.setitem(RULES, name, changed(name, right, wrong))
    assert noticed_by(of_rules(name), name)


def test_a_newcomer_without_a_fault_passes(monkeypatch):
    cauchy = changed("cauchy")
    assert noticed_by(of_vectors(cauchy), cauchy) is None
    monkeypatch.setitem(RULES, "softsign", changed("softsign"))
    assert noticed_by(of_rules("softsign"), "softsign") is None
