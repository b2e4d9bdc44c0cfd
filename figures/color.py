"""How colours look: contrast, and how far two of them lie apart, also for those who are colour-blind."""

from __future__ import annotations

import numpy as np

#: Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])  # of linear RGB, as WCAG 2 rounds it


def linear(*colors: str) -> np.ndarray:
    """Linear sRGB, 0 to 1, of colours "#rrggbb", (colors, 3)."""
    rgb = np.array([list(bytes.fromhex(color.removeprefix("#"))) for color in colors]).reshape(-1, 3) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The contrast ratio of WCAG 2 between linear colours, (..., 3) each."""
    a, b = one @ LUMINANCE, other @ LUMINANCE
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def cielab(rgb: np.ndarray) -> np.ndarray:
    """L*, a*, b* under D65 of linear sRGB, (..., 3)."""
    t = rgb @ TO_XYZ.T / np.array([0.95047, 1, 1.08883])
    x, y, z = np.moveaxis(np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116), -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def ciede2000(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """In the notation of Sharma, Wu & Dalal (2005), The CIEDE2000 color-difference formula; L*, a*, b* (..., 3)."""
    L1, a1, b1 = np.moveaxis(np.asarray(one, dtype=float), -1, 0)
    L2, a2, b2 = np.moveaxis(np.asarray(other, dtype=float), -1, 0)
    C = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(C**7 / (C**7 + 25.0**7))
    a1, a2 = a1 * stretch, a2 * stretch
    C1, C2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.arctan2(b1, a1), np.arctan2(b2, a2)
    grey = C1 * C2 == 0
    turn = np.where(grey, 0.0, (h2 - h1 + np.pi) % (2 * np.pi) - np.pi)
    h = np.where(grey, h1 + h2, h1 + turn / 2)
    L, C, dH = (L1 + L2) / 2, (C1 + C2) / 2, 2 * np.sqrt(C1 * C2) * np.sin(turn / 2)
    degree = np.pi / 180
    T = 1 - 0.17 * np.cos(h - 30 * degree) + 0.24 * np.cos(2 * h)
    T += 0.32 * np.cos(3 * h + 6 * degree) - 0.20 * np.cos(4 * h - 63 * degree)
    S_L, S_C, S_H = 1 + 0.015 * (L - 50) ** 2 / np.sqrt(20 + (L - 50) ** 2), 1 + 0.045 * C, 1 + 0.015 * C * T
    bend = 60 * degree * np.exp(-(((h / degree % 360 - 275) / 25) ** 2))
    R_T = -2 * np.sqrt(C**7 / (C**7 + 25.0**7)) * np.sin(bend)
    parts = (L2 - L1) / S_L, (C2 - C1) / S_C, dH / S_H
    return np.sqrt(parts[0] ** 2 + parts[1] ** 2 + parts[2] ** 2 + R_T * parts[1] * parts[2])


def differences(one: np.ndarray, other: np.ndarray, vision: str) -> np.ndarray:
    """How far apart linear colours (n, 3) and (m, 3) look to a vision of VISIONS, (n, m), in CIEDE2000."""
    seen, beside = (cielab(np.clip(rgb @ VISIONS[vision].T, 0, 1)) for rgb in (one, other))
    return ciede2000(seen[:, None], beside[None, :])
