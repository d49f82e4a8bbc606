# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# /// lab
# device = "both"
# ///

# %% [markdown]
# # 내 컴퓨터 살펴보기 { #machine }
#
# 친구의 컴퓨터에서는 잘되는 코드가 내 컴퓨터에서는 메모리가 모자란다며
# 멈춥니다. 코드가 같으니 다른 것은 컴퓨터입니다. 무엇부터 비교해야
# 할까요? 질문을 올릴 때도 "어떤 컴퓨터에서, 어떤 버전으로"를 먼저 말해야
# 답을 얻을 수 있습니다.
#
# 이 실습에서는 지금 쓰는 컴퓨터에 대해 Colab인지부터 cuDNN까지 하나씩
# 알아보고, 끝에서 표 하나로 정리합니다. 아래 출력은 그것을 기록한 컴퓨터의
# 것이므로 여러분의 출력은 다른 것이 당연합니다. 그래서 글에서는 값이
# 아니라, 어떤 값이 나올 수 있고 그것이 무슨 뜻인지를 설명합니다. 노트북을
# Colab이나 자기 컴퓨터에서 실행해 자기 표를 만들어 보세요. GPU가 없어도
# 끝까지 실행됩니다. 셀의 코드에는 이 책에서 가르치지 않은 파이썬도
# 나옵니다. 코드는 읽지 않고 실행만 해도 됩니다.
#
# 중간에 두 번, 답을 보기 전에 예상한 값을 적는 셀이 있습니다. 알아낸 것은
# `facts`에 모읍니다.

# %%
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time

import matplotlib.pyplot as plt
import torch

facts = {}


def note(name, value):
    facts[name] = str(value)
    print(f"{name}: {value}")


# %% [markdown]
# ## Colab인지 알아보기 { #colab }
#
# Colab은 노트북을 열 때 `google.colab` 모듈을 미리 불러옵니다.
# 불러온 모듈의 이름은 `sys.modules`에 있으므로 거기에 있는지 보면 됩니다.

# %% varies="(?<=: ).+"
on_colab = "google.colab" in sys.modules
note("Colab", "yes" if on_colab else "no")

# %% [markdown]
# `yes`이면 구글의 컴퓨터를 빌려 쓰고 있는 것입니다. 변수와 파일이 언제까지
# 남는지는 [Colab](../environment/colab.md) 장에 있습니다. `no`이면 자기
# 컴퓨터이거나 다른 곳의 서버입니다.

# %% [markdown]
# ## 운영체제와 파이썬 { #system }
#
# [`platform`](https://docs.python.org/3/library/platform.html)은
# 운영체제와 파이썬에 대해 알려 주는 표준 모듈입니다.

# %% varies="(?<=: ).+"
system = platform.system()
distribution = ""
if system == "Linux":
    try:
        distribution = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        distribution = "distribution not told"
note("OS", f"{system} {distribution}".strip())
note("architecture", platform.machine())
note("Python", platform.python_version())
assert sys.version_info >= (3, 10)

# %% [markdown]
# 첫 줄의 `Linux`는 리눅스, `Darwin`은 맥, `Windows`는 윈도입니다. Colab은
# 리눅스입니다. 리눅스이면 배포판의 이름이 뒤따릅니다.
#
# `architecture`는 CPU가 알아듣는 명령의 종류입니다. `x86_64`나 `AMD64`는
# 인텔과 AMD의 CPU이고, `arm64`나 `aarch64`는 애플 실리콘 같은 ARM의
# CPU입니다. `architecture`의 값이 다르면 설치되는 파이토치도 다릅니다.

# %% [markdown]
# ## CPU { #cpu }
#
# CPU의 이름은 운영체제마다 묻는 방법이 다릅니다. 알 수 없으면 그렇다고
# 적습니다.


# %% varies="(?<=: ).+"
def cpu_model():
    if system == "Linux":
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    if system == "Darwin":
        ask = ["sysctl", "-n", "machdep.cpu.brand_string"]
        told = subprocess.run(ask, capture_output=True, text=True)
        return told.stdout.strip() or "not told"
    return platform.processor() or "not told"


note("CPU", cpu_model())
cores = os.cpu_count() or 1
usable = cores
if hasattr(os, "sched_getaffinity"):
    usable = len(os.sched_getaffinity(0))
note("CPU cores", cores)
note("cores this process may use", usable)
assert usable >= 1

# %% [markdown]
# 여기서 코어(core)의 수는 운영체제가 세는 수입니다. 한 코어가 두 일을
# 함께 맡는 CPU에서는 실제 코어의 두 배로 나오기도 합니다. 셋째 줄은 이
# 프로그램에 허락된 수이며, 여럿이 나누어 쓰는 컴퓨터에서는 둘째 줄보다
# 작을 수 있습니다. 빌린 컴퓨터는 CPU의 이름이 그때그때 다를 수 있습니다.

# %% [markdown]
# ## 메모리와 디스크 { #memory }
#
# 메모리(RAM)는 지금 다루는 데이터와 모델이 놓이는 곳이고, 디스크는 파일이
# 놓이는 곳입니다. 단위는 GiB, 곧 2³⁰바이트입니다.


# %% varies="(?<=: ).+"
def gib(size):
    return f"{size / 2**30:.1f} GiB"


def memory():
    try:
        size = os.sysconf("SC_PAGE_SIZE")
        return size * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


ram = memory()
disk = shutil.disk_usage(tempfile.gettempdir())
note("memory", gib(ram) if ram else "not told")
note("disk", gib(disk.total))
note("disk free", gib(disk.free))
assert disk.free <= disk.total

# %% [markdown]
# 친구와 나의 컴퓨터에서 비교할 첫 줄이 `memory`입니다. GPU에서 메모리가
# 모자랐다면 뒤에 나올 `GPU memory`를 비교합니다.
#
# 디스크는 임시 폴더가 있는 디스크를 물은 것입니다. 메모리보다 큰 데이터는
# 한 번에 올릴 수 없으므로 나누어 읽어야 합니다. 윈도에서는 이 방법으로
# 메모리를 물을 수 없어 `not told`가 나옵니다. 컨테이너(container)에서
# 실행하면 컨테이너에 허락된 양이 아니라 바탕이 되는 컴퓨터의 양이 나올
# 수도 있습니다.
#
# **예상해 보세요.** 원소가 `float32`인 10000 × 10000 행렬은 메모리를 몇
# MiB(2²⁰바이트) 차지할까요? 예상한 수를 `None` 자리에 적고 다음 셀까지
# 실행하세요.

# %%
guessed_mib = None

# %%
rows, columns, each = 10000, 10000, torch.float32.itemsize
if guessed_mib is None:
    print("write your guess in the cell above")
else:
    print("you guessed", guessed_mib, "MiB")
size_mib = rows * columns * each / 2**20
print(f"{rows} * {columns} * {each} bytes = {size_mib:.1f} MiB")

# %% [markdown]
# 원소의 개수에 원소 하나의 바이트 수를 곱하면 됩니다. 위의 메모리에 이런
# 행렬이 몇 개나 들어갈지도 가늠할 수 있습니다.

# %% [markdown]
# ## 파이토치의 버전과 꼬리표 { #torch }
#
# 파이토치에는 CPU용, CUDA용처럼 여러 가지가 있습니다. 버전의 더하기 뒤에
# 붙은 꼬리표와 `torch.version.cuda`를 봅니다.

# %% varies="(?<=suffix: ).+|(?<=CUDA: ).+"
release, _, suffix = torch.__version__.partition("+")
built = torch.version.cuda
note("torch", release)
note("torch suffix", suffix or "none")
note("built for CUDA", built or "none")
assert not suffix.startswith("cu") or built
assert not suffix.startswith("cpu") or built is None

# %% [markdown]
# - 꼬리표가 `cpu`면 CPU만 쓰는 파이토치이고, CUDA 버전은 `none`입니다.
#   GPU가 있어도 쓰지 못합니다.
# - `cu`로 시작하면 CUDA용이고, 이어지는 숫자가 버전입니다. `cu130`은
#   CUDA 13.0입니다.
# - `rocm`으로 시작하면 AMD의 GPU용입니다. 이때도 셋째 줄은 `none`입니다.
# - 꼬리표가 없을 수도 있습니다. 그때는 셋째 줄을 믿으면 됩니다.
#
# 꼬리표와 셋째 줄이 서로 맞는지는 셀 끝의 `assert`가 검사합니다. Colab에는
# 강의 때(2023년 4월) 2.0.0+cu118이, <!-- unshown: a release -->
# 2026년 8월 19일에는 GPU 런타임에
# 2.11.0+cu128이, <!-- unshown: a release -->
# CPU 런타임에 2.11.0+cpu가 <!-- unshown: a release --> 설치되어
# 있었습니다([backend-info](https://github.com/googlecolab/backend-info)).

# %% [markdown]
# ## 엔비디아 드라이버 { #driver }
#
# `nvidia-smi`는 엔비디아(NVIDIA) 드라이버와 함께 설치되는 명령입니다.
# [`shutil.which`](https://docs.python.org/3/library/shutil.html#shutil.which)는
# 명령이 있으면 그 경로를, 없으면 `None`을 돌려줍니다. 명령이 있을 때만
# 실행하고, 실행이 실패하는 경우도 생각해 둡니다.


# %%
def smi(*options):
    if shutil.which("nvidia-smi") is None:
        return None
    try:
        done = subprocess.run(
            ["nvidia-smi", *options],
            capture_output=True,
            text=True,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def ask_gpus(field):
    told = smi(f"--query-gpu={field}", "--format=csv,noheader")
    return told.split("\n")[0].strip() if told else "none"


# %% varies="(?<=: ).+"
has_command = shutil.which("nvidia-smi") is not None
head = re.search(r"CUDA[A-Z ]* Version: *([\d.]+)", smi() or "")
note("nvidia-smi", "found" if has_command else "not found")
note("driver", ask_gpus("driver_version"))
note("driver CUDA", head[1] if head else "none")
note("GPU by nvidia-smi", ask_gpus("name"))

# %% [markdown]
# 세 가지 경우가 있습니다.
#
# - 첫 줄이 `not found`이면 명령을 찾지 못한 것입니다. 대개 엔비디아
#   드라이버가 없어서이고, 드물게 명령이 있는 폴더가 PATH에 없을 수도
#   있습니다. PATH는 명령을 찾는 폴더의 목록입니다. 뒤에 나오는
#   `CUDA available`이 참이면 드라이버는 있는 것입니다. 맥이나 엔비디아
#   그래픽 카드가 없는 컴퓨터에는 이 명령이 없고, GPU를 고르지 않은
#   Colab에도 없을 수 있습니다.
# - 네 줄이 모두 채워지면 드라이버가 GPU를 알아본 것입니다.
# - 명령은 있는데 나머지가 `none`이면 명령이 드라이버나 GPU를 찾지 못한
#   것입니다. Colab이면 런타임 유형을, 내 컴퓨터이면 드라이버를 먼저
#   살펴봅니다.
#
# 셋째 줄은 이 드라이버와 함께 나온 CUDA의 버전이지, 설치된 CUDA의 버전이
# 아닙니다. 파이토치가 더 높은 버전용이어도 점 앞의 수가 같으면 대개
# 실행됩니다. 예를 들어 셋째 줄이 12.0인 525 <!-- unshown: NVIDIA's -->
# 드라이버에서는 12.x용 파이토치가, <!-- unshown: NVIDIA's numbers -->
# 580 드라이버에서는 13.x용 파이토치가 <!-- unshown: NVIDIA's numbers -->
# 실행됩니다(엔비디아의
# [CUDA Compatibility](https://docs.nvidia.com/deploy/cuda-compatibility/)).
# 화면에 나오는 표 전체를 읽는 법은 [받은 GPU
# 확인하기](../environment/gpu.md) 장에 있습니다.

# %% [markdown]
# ## 파이토치가 쓸 수 있는 GPU { #available }
#
# 드라이버가 GPU를 알아보는 것과 파이토치가 GPU를 쓸 수 있는 것은 다른
# 일입니다. 뒤의 것은 [`torch.cuda.is_available`][torch.cuda.is_available]이
# 답합니다.

# %% varies="(?<=GPUs: )\\d+"
available = torch.cuda.is_available()
device = "cuda" if available else "cpu"
note("CUDA available", available)
note("GPUs", torch.cuda.device_count())
note("device", device)
assert not available or torch.cuda.device_count() > 0
assert not available or built or torch.version.hip

# %% [markdown]
# 첫 줄이 참이면 `device`를 쓰는 코드는 GPU에서, 거짓이면 CPU에서
# 실행됩니다. GPU를 쓰려면 CUDA용 파이토치여야 하므로, 마지막 `assert`는
# CUDA용이 아닌데 GPU를 쓸 수 있다고 답하는 일이 없는지 검사합니다. (AMD의
# GPU용 파이토치도 같은 이름으로 답하며, 그때는 `torch.version.hip`이 채워져
# 있습니다.)
#
# 애플 실리콘을 쓰는 맥에는 CUDA가 없는 대신, 맥의 GPU에서 계산을 실행하게
# 하는 MPS(Metal Performance Shaders)가 있습니다.

# %% varies="(?<=: ).+"
mps = torch.backends.mps.is_available()
note("MPS available", mps)
assert not mps or system == "Darwin"

# %% [markdown]
# 여기가 `True`이면 `device`를 `"mps"`로 두어 <!-- unshown: on a Mac -->
# 맥의 GPU를 쓸 수 있습니다. 이 실습에서는 CPU와 CUDA만 다룹니다.

# %% [markdown]
# ## GPU의 이름과 크기 { #gpu }
#
# [`torch.cuda.get_device_properties`][torch.cuda.get_device_properties]가
# GPU의 성질을 알려 줍니다.

# %% varies="(?<=: ).+|(?<=built for ).+"
if available:
    gpu = torch.cuda.get_device_properties(0)
    note("GPU by torch", gpu.name)
    note("compute capability", f"{gpu.major}.{gpu.minor}")
    note("GPU memory", gib(gpu.total_memory))
    note("GPU memory free", gib(torch.cuda.mem_get_info()[0]))
    note("multiprocessors", gpu.multi_processor_count)
    print("built for", " ".join(torch.cuda.get_arch_list()))
else:
    note("GPU by torch", "none")
    print("no GPU that torch can use: nothing more to ask")

# %% [markdown]
# GPU가 있으면 여섯 줄이 나옵니다. 이름, 계산 능력(compute capability),
# 전체 메모리와 남은 메모리, 계산을 나누어 맡는
# 멀티프로세서(multiprocessor)의 수, 그리고 이 파이토치가 어느 세대를 위해
# 만들어졌는지입니다. 계산 능력은 GPU 세대의 번호입니다.
# `sm_75`는 7.5를 뜻합니다. <!-- unshown: how NVIDIA numbers them -->
# 자기 GPU가 목록의 어느 세대보다도 오래되었거나, 목록이 만들어진 뒤에
# 나온 새 세대이면 그 파이토치로는 쓰지 못할 수 있습니다. 그때는 no kernel
# image is available이라는 오류가 나며, 목록에 자기 세대가 있는 파이토치를
# 설치해야 합니다.
#
# 메모리는 모델이 들어가는지를 정하므로 가장 먼저 볼 값입니다.

# %% [markdown]
# ## 파이토치에서 GPU까지 { #stack }
#
# 파이토치와 GPU 사이에는 몇 단계가 더 있습니다. 위에서부터 파이토치,
# 딥러닝용 함수를 모은 cuDNN, GPU에서 보통의 계산을 하게 하는 CUDA
# 런타임(runtime), 운영체제에서 GPU를 다루는 드라이버, 그리고 GPU입니다.
# 단계마다 버전을 모아 봅니다. `divmod`는 몫과 나머지를 함께 돌려줍니다.
#
# [`torch.backends.cudnn.version`][torch.backends.cudnn.version]은
# 버전을 정수 하나로 돌려주므로 읽기 좋게 나눕니다.


# %% varies="(?<=[^h] \\| ).+|(?<=h \\| \\d\\.\\d\\d\\.\\d).*"
def dotted(number):
    if number is None:
        return "none"
    step = 10000 if number >= 90000 else 1000
    major, rest = divmod(number, step)
    return f"{major}.{rest // 100}.{rest % 100}"


assert dotted(8902) == "8.9.2"
assert dotted(91002) == "9.10.2"

cudnn = torch.backends.cudnn.version()
stack = {
    "PyTorch": torch.__version__,
    "cuDNN": dotted(cudnn),
    "CUDA runtime": built or "none",
    "driver": facts["driver"],
    "GPU": facts[f"GPU by {'torch' if available else 'nvidia-smi'}"],
}
for layer, version in stack.items():
    print(f"{layer:>12} | {version}")
facts["cuDNN"] = stack["cuDNN"]
assert built or torch.version.hip or cudnn is None

# %% [markdown]
# 위의 세 단계는 파이토치에 딸린 것이고, 아래의 두 단계는 컴퓨터에 있는
# 것입니다. 그래서 `none`이 어디에 있는지 보면 무엇이 모자라는지 알 수
# 있습니다.
#
# | `none`인 단계 | 뜻 | 할 일 |
# |---|---|---|
# | 없음 | 모두 있음 | `CUDA available`을 확인 |
# | cuDNN, CUDA | CPU용 파이토치 | CUDA용을 설치 |
# | 드라이버, GPU | GPU가 없거나 못 받음 | 아래를 확인 |
# | 파이토치를 뺀 모두 | CPU용 파이토치뿐 | 아래를 확인하거나 CPU로 사용 |
#
# 드라이버와 GPU가 없을 때 Colab이면 런타임 유형에서 GPU를 고릅니다.
# 엔비디아 GPU가 있는 내 컴퓨터라면 드라이버를 설치합니다. 모두 있는데도
# `CUDA available`이 `False`이면 <!-- shown: False = 11:1 -->
# `driver CUDA`의 점 앞의 수가 `built for CUDA`의 것보다 작은지
# 비교해 보세요. 작으면 드라이버가 오래된 것입니다. 단계마다 하는 일은
# [CUDA와 cuDNN](../environment/cuda.md) 장에 있습니다.

# %% [markdown]
# ## CPU와 GPU에서 같은 합성곱 { #same }
#
# cuDNN은 있다는 것만 알면 되고 직접 호출할 일은 없습니다.
# 합성곱(convolution)을 해 보고, 어디에서 계산했는지와 cuDNN을 쓸 수 있는
# 텐서였는지 물어봅니다.

# %% varies="\\d\\.\\de[+-]\\d+"
torch.manual_seed(0)
image = torch.randn(1, 3, 32, 32)
layer = torch.nn.Conv2d(3, 8, kernel_size=3)
with torch.no_grad():
    on_cpu = layer(image)
    moved = image.to(device)
    result = layer.to(device)(moved)
print("result on", result.device.type, tuple(result.shape))
print("cuDNN takes it:", torch.backends.cudnn.is_acceptable(moved))
difference = (result.cpu() - on_cpu).abs().max().item()
print(f"largest difference from the CPU {difference:.1e}")
assert difference < 1e-2

# %% [markdown]
# 코드는 어디에서나 같습니다. GPU가 없으면 같은 CPU에서 두 번 계산했으니
# 차이가 없고, 둘째 줄은 `False`입니다. 엔비디아 GPU가 있으면
# 둘째 줄이 `True`가 되고, <!-- unshown: on a GPU -->
# 더하는 순서와 정밀도가 달라 작은 차이가 날 수 있습니다.

# %% [markdown]
# ## 자료형의 범위와 bfloat16 지원 { #dtype }
#
# GPU는 자료형(dtype)에 따라 속도가 크게 다릅니다. 16비트 자료형에는
# `float16`과 `bfloat16`이 있습니다. `bfloat16`은 정밀도를 줄이고
# `float32`만 한 범위를 얻은 것이라 학습에 편하지만, 모든 GPU가 잘하는 것은
# 아닙니다.

# %% varies="(?<=: ).+"
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    info = torch.finfo(dtype)
    print(f"{dtype} {info.bits} bits max {info.max:.1e} eps {info.eps}")

native = usable_bf16 = False
if available:
    native = torch.cuda.is_bf16_supported(including_emulation=False)
    usable_bf16 = torch.cuda.is_bf16_supported()
    assert torch.version.hip or native == (gpu.major >= 8)
note("bf16 in GPU hardware", native)
note("bf16 on GPU at all", usable_bf16)
assert usable_bf16 or not native

# %% [markdown]
# 먼저 세 자료형을 비교하면, `bfloat16`은 16비트인데도 가장 큰
# 수(`max`)가 `float32`와 비슷합니다. 대신 1 다음의 수까지의 간격인 `eps`가
# 큽니다.
#
# 아래 두 줄은 GPU에 묻는 것이라 GPU가 없으면 둘 다 `False`입니다.
# CUDA에서는 계산 능력이 8.0 이상이면 하드웨어가 `bfloat16`을 직접
# 다룹니다. T4처럼 7.5인 GPU는 <!-- unshown: how NVIDIA numbers it -->
# `bfloat16`을 직접 다루지 못하고, 없는 기능을 다른 계산으로 흉내 내는
# 에뮬레이션(emulation)으로 느리게 계산합니다. 그래서 첫째 값은
# `False`이고 둘째 값만 `True`일 수 있습니다. <!-- unshown: on a GPU -->
# [`is_bf16_supported`][torch.cuda.is_bf16_supported]를
# 그냥 호출하면 에뮬레이션까지 세므로 주의합니다.

# %% [markdown]
# ## CPU의 스레드 { #threads }
#
# CPU도 여러 코어가 나누어 계산합니다. 파이토치가 쓰는 스레드(thread)의
# 수와, CPU의 어떤 명령까지 쓰는지 봅니다.

# %% varies="(?<=threads: )\\d+|(?<=instructions: ).+"
note("torch threads", torch.get_num_threads())
note("CPU instructions", torch.backends.cpu.get_cpu_capability())
assert torch.get_num_threads() >= 1

# %% [markdown]
# 따로 정하지 않으면 스레드의 수는 대개 실제 코어의 수에 맞추어 정해집니다.
# 한 코어가 두 일을 함께 맡는 CPU에서는 앞에서 본 `CPU cores`의
# 절반으로 나오기도 합니다. 이 책의 출력은 여러 프로그램을 함께 실행하려고
# 스레드를 하나로 정해 두고 얻은 것이므로, 위 출력이 1이어도 이상한 것이
# 아닙니다. 늘리거나 줄이려면
# [`torch.set_num_threads`][torch.set_num_threads]를
# 씁니다.
#
# 둘째 줄의 `AVX2`와 `AVX512`는 한 번에 여러 수를 계산하는 명령의
# 이름입니다. 다른 CPU에서는 `DEFAULT`나 다른 이름이 나옵니다.

# %% [markdown]
# ## 속도 재기 { #measure }
#
# 이름과 버전보다 확실한 것은 재는 것입니다. 신경망의 계산은 대부분 행렬의
# 곱이므로 n × n 행렬 둘을 곱하는 시간을 잽니다. 결과의 원소가 n²개이고
# 하나마다 n번 곱해서 더하므로, 이 곱에는 곱셈과 덧셈이 모두 2n³번쯤
# 들어 있습니다. 그 수를 시간으로 나누면 1초에 몇 번 계산하는지 나옵니다.
# 10억 번이 1 GFLOPS입니다. <!-- unshown: a definition -->
#
# GPU를 잴 때는 조심할 것이 있습니다. GPU에 계산을 시키는 함수는 대개 일을
# 맡기기만 하고 바로 다음 줄로 넘어갑니다. 그래서 시계를 보기 전에
# [`torch.cuda.synchronize`][torch.cuda.synchronize]로 일이 끝나기를
# 기다려야 합니다. 처음 한 번은 준비하는 시간이 들어가므로 재지 않고, 여러
# 번 재서 가장 짧은 것을 고릅니다.
#
# **예상해 보세요.** CPU에서 n을 256에서 512로 두 배 하면 곱하는 시간은 몇
# 배가 될까요? 예상한 수를 `None` 자리에 적고, 그 아래의 두 셀까지
# 실행하세요.

# %%
guessed_ratio = None


# %%
def wait(device):
    if device == "cuda":
        torch.cuda.synchronize()


def seconds(n, device, dtype=torch.float32, repeats=5):
    a = torch.rand(n, n, device=device).to(dtype)
    b = torch.rand(n, n, device=device).to(dtype)
    a @ b
    times = []
    for _ in range(repeats):
        wait(device)
        start = time.perf_counter()
        a @ b
        wait(device)
        times.append(time.perf_counter() - start)
    return min(times)


def gflops(n, taken):
    return 2 * n**3 / taken / 1e9


# %% varies="(?<=measured )[\\d.]+"
if guessed_ratio is None:
    print("write your guess in the cell above")
else:
    print("you guessed", guessed_ratio)
slow, fast = (seconds(n, "cpu", repeats=30) for n in (512, 256))
ratio = slow / fast
print(f"measured {ratio:.1f}, by the number of products {512**3 / 256**3}")

# %% [markdown]
# 계산의 수는 2³, 곧 8배가 됩니다. 잰 값은 메모리를 읽고 쓰는 시간도
# 섞여 꼭 8이 되지는 않고, 다른 프로그램이 함께 실행되고 있으면 크게 벌어질
# 수도 있습니다. 이제 크기를 바꾸어 가며 속도를 잽니다.

# %% varies=" +\\d+\\.\\d(?= GFLOPS)"
sizes = [32, 64, 128, 256, 512, 1024]
speeds = {}
for kind in dict.fromkeys(("cpu", device)):
    speeds[kind] = [gflops(n, seconds(n, kind)) for n in sizes]
    for n, speed in zip(sizes, speeds[kind], strict=True):
        print(f"{kind:4} n {n:4} {speed:10.1f} GFLOPS")
    facts[f"matrix product on {kind}"] = f"{speeds[kind][-1]:.0f} GFLOPS"
if not available:
    print("no GPU: measured on the CPU only")
assert all(s > 0 for found in speeds.values() for s in found)

# %% [markdown]
# <!-- picture: 행렬 곱의 크기 n에 따라 잰 속도의 꺾은선입니다. 가로축과
# 세로축이 모두 로그 눈금이고, 장치마다 선이 하나씩입니다. -->

# %% varies="(?<=\\nn\\n)[^G]+"
plt.figure(layout="constrained", figsize=(5, 3))
for kind, found in speeds.items():
    plt.loglog(sizes, found, marker="o", label=kind)
plt.xlabel("n")
plt.ylabel("GFLOPS")
plt.title("Speed of an n x n matrix product")
plt.legend()
plt.show()

# %% [markdown]
# 행렬이 작으면 곱을 시작하는 데 드는 시간의 비중이 커서 속도가 낮게 나오기
# 쉽습니다. GPU가 있으면 선이 둘입니다. 작은 행렬에서는 CPU보다 느리기도
# 하고, 행렬이 커질수록 앞서는 것이 보통입니다. GPU를 써도 빨라지지 않는다면
# 일이 너무 작은 것은 아닌지 의심해 보세요.
#
# 같은 크기에서 자료형만 바꾸어 봅니다. CPU에서도 잴 수 있지만, 결과는
# CPU마다 많이 다릅니다. 16비트 계산을 직접 <!-- shown: 16 = 16:2 -->
# 하는 CPU에서는 빨라지고, 그렇지 않은 CPU에서는 오히려 느려지기도 합니다.

# %% varies=" +\\d+\\.\\d(?= GFLOPS)"
n = 1024 if available else 256
for dtype in (
    torch.float64,
    torch.float32,
    torch.float16,
    torch.bfloat16,
):
    speed = gflops(n, seconds(n, device, dtype, repeats=3))
    print(f"{device} {str(dtype):14} {speed:10.1f} GFLOPS")

# %% [markdown]
# 가장 빠른 줄이 그 장치가 잘하는 자료형입니다. GPU가 있다면 `float64`는
# 느리고 16비트가 빠른 경우가 많습니다. <!-- shown: 16 = 16:2 -->
# 앞에서 본 `bf16 in GPU hardware`와 비교해 보세요.

# %% [markdown]
# ## 비동기 실행과 시간 재기 { #wait }
#
# GPU에서 기다리지 않고 재면 일을 맡기는 시간만 재게 됩니다. 기다리기 전과
# 기다린 뒤에 시계를 보아 두 시간을 비교합니다. CPU에서는 오래 걸리지 않도록
# 더 작은 행렬로 잽니다.

# %% varies="\\d+\\.\\d+ ms"
n = 4096 if available else 512
big = torch.rand(n, n, device=device)
big @ big
wait(device)
start = time.perf_counter()
big @ big
handed = time.perf_counter() - start
wait(device)
done = time.perf_counter() - start
print(f"handed over after {handed * 1000:.3f} ms")
print(f"finished after {done * 1000:.3f} ms")
assert handed <= done

# %% [markdown]
# GPU가 있으면 맡긴 시각이 끝난 시각보다 훨씬 이릅니다. CPU의 계산은 끝나야
# 다음 줄로 넘어가므로 두 시각이 거의 같습니다.

# %% [markdown]
# ## 한눈에 보는 표 { #table }
#
# 모은 것을 표로 출력합니다. 질문을 올릴 때 이 표를 붙이면 됩니다. 컴퓨터의
# 이름이나 사용자 이름, 폴더의 경로는 넣지 않았습니다.

# %% varies="(?<=\\| )(?!2\\.\\d+\\.).+"
width = max(len(name) for name in facts)
for name, value in facts.items():
    print(f"{name:<{width}} | {value}")
assert facts["torch"] == release

# %% [markdown]
# 파이토치에도 비슷한 도구가 있습니다. 터미널에서
# `python -m torch.utils.collect_env`를 실행하면 더 많은 것이 나옵니다.
# 어디에 올리기 전에 공개해도 되는 내용인지 한 번 읽어 보세요.

# %% [markdown]
# ## 연습 문제 { #exercises }
#
# 아래에 풀이가 있습니다. 먼저 스스로 해 보세요.
#
# 1. CUDA, MPS, CPU 가운데 쓸 수 있는 것을 골라 주는 함수를 만들고, 고른
#    장치에서 1부터 100까지 더해 보세요. <!-- unshown: the task -->
# 2. **고쳐 보세요.** 아래의 `side`는 메모리의 바이트 수와 자료형을 받아,
#    그 메모리에 담을 수 있는 가장 큰 정사각 행렬의 한 변을 돌려주려는
#    함수입니다. 그런데 답이 너무 작게 나옵니다. 고쳐서 `not mended yet`이
#    `mended`로 바뀌면 맞힌 것입니다. 맞혔으면 앞에서 구한 `ram`을 넘겨,
#    지금 컴퓨터의 메모리에 담을 수 있는 `float32` 행렬의 한 변을 구해
#    보세요. `memory`가 `not told`였다면 `ram` 대신 `8 * 2**30`을 넘깁니다.
#    `bfloat16`이면 그 몇 배가 될까요?
# 3. 드라이버가 답했는지(`driver`가 `none`이 아닌지), 어느 CUDA용
#    파이토치인지, `is_available()`이 무엇인지를 받아 어느 단계를 살펴야
#    하는지 말해 주는 함수를 만들어 보세요. 엔비디아의 GPU만 생각합니다.


# %%
def side(size, dtype):
    return math.isqrt(size) // dtype.itemsize


def check(side):
    for dtype in (torch.float32, torch.bfloat16):
        for more, wanted in ((0, 100), (-1, 99), (150, 100)):
            found = side(dtype.itemsize * (100**2 + more), dtype)
            assert found == wanted, f"{found} instead of {wanted}"


try:
    check(side)
    print("mended")
except AssertionError as error:
    print("not mended yet:", error)

# %% [markdown]
# `check`는 원소가 4바이트인 `float32`와 2바이트인 `bfloat16`으로, 한 변이
# 100인 행렬이 꼭 들어가는 크기와, 원소 하나만큼 모자란 크기, 조금 남는
# 크기를 넘깁니다. 모자라면 99, 남으면 100이 나와야 합니다. `math.isqrt`는
# 제곱근에서 소수점 아래를 버린 정수를 돌려줍니다.

# %% [markdown]
# ### 풀이 1: 장치 고르기 { #answer-device }


# %% varies="(?<=chosen )\\w+"
def choose():
    if torch.cuda.is_available():
        return "cuda"
    if torch.backends.mps.is_available():
        return "mps"
    return "cpu"


chosen = choose()
total = torch.arange(1, 101, device=chosen).sum().item()
print("chosen", chosen, "total", total)
assert total == 5050

# %% [markdown]
# 정수의 합이므로 어느 장치에서나 5050입니다.

# %% [markdown]
# ### 풀이 2: 메모리에 담을 수 있는 크기 { #answer-fit }
#
# 원소의 수는 메모리를 원소 하나의 바이트 수로 나눈 것이고, 한 변은 그
# 제곱근입니다. 위에서는 제곱근을 먼저 구하고 나누었습니다. 메모리를 모르면
# 8 GiB로 계산합니다.


# %% varies="[\\d.]+ GiB|(?<=float32  )\\d+|(?<=bfloat16 )\\d+"
def side(size, dtype):
    return math.isqrt(size // dtype.itemsize)


check(side)
size = ram or 8 * 2**30
wide = side(size, torch.float32)
half = side(size, torch.bfloat16)
print("memory", gib(size))
print("float32 ", wide)
print("bfloat16", half, f"ratio {half / wide:.4f}")
assert abs(half / wide - math.sqrt(2)) < 1e-3

# %% [markdown]
# 원소의 크기가 절반이면 담는 원소는 두 배가 되지만, 한 변은 2의 제곱근인
# 1.414배쯤이 됩니다. 실제로는 운영체제와 다른 프로그램도 메모리를 쓰므로
# 이만큼 담을 수는 없습니다.

# %% [markdown]
# ### 풀이 3: 살펴볼 단계 찾기 { #answer-layer }


# %% varies="(?<=machine -> ).+"
def diagnose(has_driver, built, available):
    if available:
        return "ready: use cuda"
    if not has_driver and built is None:
        return "no driver, CPU build: use the CPU"
    if not has_driver:
        return "no driver: ask for a GPU or install the driver"
    if built is None:
        return "CPU build: install a CUDA build of torch"
    return "driver and CUDA build: compare their versions"


cases = (
    (True, "13.0", True),
    (False, None, False),
    (False, "13.0", False),
    (True, None, False),
    (True, "13.0", False),
)
for case in cases:
    print(case, "->", diagnose(*case))
assert len({diagnose(*case) for case in cases}) == len(cases)
print(
    "this machine ->", diagnose(facts["driver"] != "none", built, available)
)

# %% [markdown]
# 다섯 가지 경우의 답이 모두 다릅니다. 마지막 줄이 지금 컴퓨터의 답입니다.
# 마지막 경우에는 드라이버의 CUDA 버전과 파이토치의 CUDA 버전에서 점 앞의
# 수를 비교하고, 환경 변수 `CUDA_VISIBLE_DEVICES`가 GPU를 숨기고 있지
# 않은지도 확인합니다.

# %% [markdown]
# ## 정리 { #summary }
#
# - 드라이버가 GPU를 알아보는 것, CUDA용 파이토치가 설치된 것, 파이토치가
#   GPU를 쓸 수 있는 것은 서로 다른 일이고, 마지막 것은
#   `torch.cuda.is_available()`이 답합니다.
# - 이제 지금 쓰는 컴퓨터를 표 하나로 설명하고, GPU를 쓰지 못할 때 어디부터
#   살펴야 하는지 알아낼 수 있습니다.
# - GPU가 있다면 [텐서를 GPU로 옮기기](../tensors/device.md) 장에서 그 GPU로
#   계산해 보세요.
