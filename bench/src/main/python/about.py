"""Tells the version of a library, and what it computes with on this machine: the BLAS below and the kernel in use.

  about.py numpy | torch | sklearn

Prints lines "result NAME VALUE".
"""

import importlib
import re
import sys

BLAS = {"openblas": "OpenBLAS", "mkl": "MKL", "blis": "BLIS", "flexiblas": "FlexiBLAS"}


def blas_below():
    """Those that this process has loaded, as in "OpenBLAS 0.3.31, SkylakeX kernel"."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return "an unknown BLAS (threadpoolctl, which would tell, is not installed)"
    found = []
    for library in threadpool_info():
        if library["user_api"] == "blas":
            text = f"{BLAS.get(library['internal_api'], library['internal_api'])} {library['version']}"
            if "architecture" in library:
                text += f", {library['architecture']} kernel"
            found.append(text)
    return "; ".join(dict.fromkeys(found)) or "an unknown BLAS"


def below_torch(torch):
    """Its BLAS is a part of it, so that only its own words tell."""
    words = torch.__config__.show()
    mkl = re.search(r"Math Kernel Library Version ([\d.]+)", words)
    blas = re.search(r"BLAS_INFO=(\w+)", words)
    name = f"MKL {mkl[1]}" if mkl else f"BLAS {blas[1]}" if blas else "an unknown BLAS"
    return f"{name}, {torch.backends.cpu.get_cpu_capability()} kernels"


def main(module):
    library = importlib.import_module(module)
    if module == "sklearn":
        importlib.import_module("sklearn.neural_network")  # loads SciPy's BLAS beside NumPy's
    print("result version", str(library.__version__).split("+")[0])
    print("result computes", below_torch(library) if module == "torch" else blas_below())


if __name__ == "__main__":
    main(*sys.argv[1:])
