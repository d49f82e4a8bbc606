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
# # 손글씨 숫자 분류 { #digits }
#
# 사람이 쓴 숫자를 컴퓨터가 읽게 하려면 무엇이 필요할까요? 획을 따라가는
# 규칙은 한 줄도 쓰지 않습니다. 그림과 정답을 보여 주고 학습시키기만 해서
# 얼마나 잘 읽는지, 어디에서 틀리는지 봅니다.
#
# 넘파이(NumPy) 배열에서 출발해 텐서로 바꾸고, 학습하고, 채점하고, 틀린 것을
# 들여다보고, 저장해서 다시 씁니다. [학습 과정](../training/loop.md)과 [내
# 데이터로 모델을 만들어 쓰기](../training/data.md) 장에서 배운 것을 그림에
# 써 보는 실습입니다.
#
# 데이터는 사이킷런(scikit-learn)에 들어 있어 내려받을 것이 없습니다. GPU가
# 있으면 GPU에서, 없으면 CPU에서 실행됩니다. 앞에서 배우지 않은 파이썬은
# 대개 처음 나오는 셀의 바로 위나 아래에 적었습니다.

# %% varies="(?<=torch \\d\\.\\d\\d\\.\\d).*"
import math
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn.functional import cross_entropy, log_softmax, pad
from torch.utils.data import DataLoader, TensorDataset

device = "cuda" if torch.cuda.is_available() else "cpu"
print("torch", torch.__version__)
print("device", device)

# %% [markdown]
# ## 데이터 살펴보기 { #data }
#
# 모델을 만들기 전에 데이터가 어떻게 생겼는지 봅니다.
# [`load_digits`](https://scikit-learn.org/stable/modules/generated/sklearn.datasets.load_digits.html)는
# 그림과 정답을 넘파이 배열로 줍니다.

# %%
digits = load_digits()
images, target = digits.images, digits.target
print("images", images.shape, images.dtype)
print("target", target.shape, target.dtype)
print("pixel range", images.min(), "to", images.max())
print("different images", len(np.unique(digits.data, axis=0)))
print("images of each digit", np.bincount(target).tolist())

# %% [markdown]
# 8 × 8 크기의 그림이 1797장이고, 정답은 그림마다 하나씩입니다. 픽셀 값은
# 0에서 16까지의 수인데 자료형은 `float64`입니다. 똑같은 그림은 한 쌍도
# 없고, 0부터 9까지 숫자마다 그림 수가 비슷합니다. `np.unique`는 같은 것을
# 하나로 모으며, `axis=0`을 주면 그림 한 장을 통째로 비교합니다.
#
# 데이터에 딸린 설명도 읽어 봅니다.

# %%
about = digits.DESCR
start = about.index("This is a copy")
print(about[start : about.index("For info on")])

# %% [markdown]
# 문자열의 `index`는 넘긴 글이 시작하는 자리의 번호를 알려 줍니다. 문자열도
# 리스트처럼 일부를 꺼낼 수 있습니다.
#
# 32 × 32 크기의 흑백 그림을 4 × 4 칸씩 묶고, 칸마다 칠해진 점을 센 것이
# 픽셀 값입니다. 점은 많아야 16개이므로 값이 0에서 16까지입니다. 이 데이터는
# 원래 데이터의 시험용 부분을 옮긴 것이고, 그 부분을
# 쓴 사람은 13명입니다. <!-- shown: 13 = 03:9 -->
# 이 사람 수는 뒤에서 점수를 읽을 때 다시 나옵니다.
#
# 이제 한 장을 수로, 몇 장을 그림으로 봅니다.
#
# <!-- picture: 손글씨 숫자 그림 열 장입니다. 그림마다 위에 정답이 적혀
# 있습니다. -->

# %%
print("target", target[0])
print(images[0].astype(int))

fig, axes = plt.subplots(2, 5, layout="constrained", figsize=(6, 2.8))
for ax, image, label in zip(axes.flat, images, target, strict=False):
    ax.imshow(image, cmap="Blues")
    ax.set_title(f"label {label}")
    ax.axis("off")
plt.show()

# %% [markdown]
# 수가 큰 자리가 진하게 칠해진 자리입니다. 수만 보아도 0의 동그란 모양이
# 보입니다. 해상도가 낮아 사람이 읽기에도 쉽지 않은 그림이 있습니다.
# `axes.flat`은 2행 5열로 놓인 그림 칸을 하나씩 꺼내고, `zip`에
# `strict=False`를 주면 길이가 달라도 가장 짧은 것에 맞추어 멈춥니다.

# %% [markdown]
# ## 배열을 텐서로 { #tensors }
#
# 텐서로 바꾸면서 세 가지를 정합니다.
#
# - 입력은 `float32`로 바꿉니다. 모델의 가중치가 `float32`라서 자료형이
#   같아야 곱할 수 있습니다.
# - 16으로 나누어 픽셀 값을 0에서 1까지로 맞춥니다. 나누지 않으면 어떻게
#   되는지는 연습 문제에서 봅니다.
# - 정답은 `int64`로 둡니다. 정답은 크고 작음을 나타내는 값이 아니라 열
#   가지 숫자 가운데 어느 것인지 나타내는 번호이고, 뒤에서 쓸 손실 함수는
#   이런 번호를 `int32`로 주면 오류를 내기 때문입니다.

# %%
x = torch.tensor(images, dtype=torch.float32) / 16
y = torch.tensor(target, dtype=torch.int64)
print("x", x.shape, x.dtype, x.min().item(), x.max().item())
print("y", y.shape, y.dtype, y[:10].tolist())
print("weights are", nn.Linear(64, 10).weight.dtype)

# %% [markdown]
# [`torch.tensor`][torch.tensor]는
# 값을 복사하므로 원래 배열은 그대로 남습니다. 배열과 텐서의 관계는
# [넘파이](../tensors/numpy.md) 장에 있습니다.

# %% [markdown]
# ## 시험 문제 떼어 놓기 { #split }
#
# 알고 싶은 것은 처음 보는 그림을 얼마나 잘 읽느냐입니다. 학습에 쓴 그림으로
# 채점하면 외운 것과 배운 것을 구별할 수 없습니다. 문제집의 문제를 그대로
# 시험에 내는 것과 같습니다. 그래서 397장을 시험용(test set)으로 떼어 놓고,
# 학습에는 나머지 1400장만 씁니다.
#
# 앞에서부터 자르지 않고 번호를 섞어서 나눕니다. 데이터가 어떤 순서로 놓여
# 있는지 모르기 때문입니다. 씨앗(seed)을 정한 난수 생성기로 섞어서, 다시
# 실행해도 똑같이 나뉘게 합니다.

# %%
shuffler = torch.Generator().manual_seed(0)
order = torch.randperm(len(x), generator=shuffler)
train_ids, test_ids = order[:1400], order[1400:]
train_x, train_y = x[train_ids], y[train_ids]
test_x, test_y = x[test_ids], y[test_ids]

shared = set(train_ids.tolist()) & set(test_ids.tolist())
assert not shared
print("train", train_x.shape, train_y.bincount().tolist())
print("test ", test_x.shape, test_y.bincount().tolist())
print("images in both", len(shared))

# %% [markdown]
# 양쪽에 모든 숫자가 들어 있고, 양쪽에 함께 든 그림은 없습니다.
#
# 다만 그림을 무작위로 섞어 나누었으므로 같은 사람이 쓴 그림은 양쪽에 있을
# 수 있습니다. 시험 점수는 "이 13명이 쓴 다른 그림"을 읽는 점수이지, 처음
# 보는 사람의 글씨를 읽는 점수가 아닙니다.

# %% [markdown]
# ## 배치로 꺼내기 { #batches }
#
# [`TensorDataset`][torch.utils.data.TensorDataset]은
# 그림과 정답을 짝지어 두고,
# [`DataLoader`][torch.utils.data.DataLoader]는
# 섞어서 미니배치(mini-batch)로 꺼내 줍니다.

# %%
train_set = TensorDataset(train_x, train_y)
loader = DataLoader(
    train_set,
    batch_size=64,
    shuffle=True,
    generator=torch.Generator().manual_seed(0),
)
sizes = [len(labels) for _, labels in loader]
inputs, labels = next(iter(loader))
print("batch", inputs.shape, labels.shape)
print("batches", len(loader), "images", sum(sizes))
print("sizes", sizes)
assert sum(sizes) == len(train_set)

# %% [markdown]
# 한 배치는 그림 64장과 정답 64개입니다. 1400은 64로 나누어떨어지지 않아서
# 마지막 배치만 56장입니다. 배치가 22개이므로 한 에포크(epoch)에 파라미터를
# 22번 고칩니다.

# %% [markdown]
# ## 모델 { #model }
#
# 그림 한 장을 받아 점수 열 개를 내놓는 모델입니다. 점수가 가장 큰 자리의
# 번호가 모델이 읽은 숫자입니다. 층을 순서대로 잇기만 하면 되므로
# [`nn.Sequential`][torch.nn.Sequential]을
# 씁니다. 같은 구조를 여러 번 만들 것이라 함수로 둡니다.


# %%
def build() -> nn.Sequential:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(64, 64),
        nn.ReLU(),
        nn.Linear(64, 10),
    )


torch.manual_seed(0)
model = build().to(device)
for name, parameter in model.named_parameters():
    print(name, tuple(parameter.shape), parameter.numel())
total = sum(p.numel() for p in model.parameters())
print("parameters", total, "on", next(model.parameters()).device)
assert total == 64 * 64 + 64 + 64 * 10 + 10

# %% [markdown]
# `Flatten`은 8 × 8 그림을 길이 64로 펴고, 첫 `Linear`가 64개의 수로 바꾸고,
# `ReLU`가 음수를 0으로 만들고, 마지막 `Linear`가 점수 열 개를 냅니다.
# 파라미터는 두 `Linear`에만 있습니다. 가중치 64 × 64개와 편향 64개, 가중치
# 10 × 64개와 편향 10개를 더하면 출력의 `parameters`와 같습니다. 점수 자체는
# 로짓(logit)이라고 부릅니다. `next`는 다음 것을 하나 꺼냅니다.
# `parameters()`의 결과에는 바로 쓰고, 리스트나 `loader`는
# `next(iter(loader))`처럼 `iter`에 넘긴 것에 씁니다.

# %% [markdown]
# ## 손실과 옵티마이저 { #loss }
#
# 분류의 손실(loss)로는 교차 엔트로피(cross entropy)를 씁니다. 로짓을 확률로
# 바꾼 뒤, 정답 자리의 확률에 자연로그를 씌우고 부호를 뒤집어 평균한
# 것입니다. 아직 배우지 않은 모델로 재 보고, 확률의 로그를 한 번에 구하는
# [`log_softmax`][torch.nn.functional.log_softmax]로 손으로도 계산해 봅니다.
# 여기서 로그는 모두 밑이 e인 자연로그(`math.log`)입니다.

# %%
with torch.no_grad():
    logits = model(inputs.to(device)).cpu()
loss = cross_entropy(logits, labels)
log_chances = log_softmax(logits, dim=1)
by_hand = -log_chances[torch.arange(len(labels)), labels].mean()
print("logits", logits.shape)
print(f"loss {loss:.4f} by hand {by_hand:.4f}")
print(f"log 10 = {math.log(10):.4f}")
assert torch.allclose(loss, by_hand)
assert abs(loss.item() - math.log(10)) < 0.1

# %% [markdown]
# 두 값이 같습니다. 배우기 전의 손실은 log 10에 가깝습니다. 열 숫자에 똑같이
# 10분의 1씩 확률을 주면 손실이 꼭 log 10이므로, 모델이 아직 아무것도
# 모른다는 뜻입니다.
#
# [`cross_entropy`][torch.nn.functional.cross_entropy]는
# 확률이 아니라 로짓을 받습니다. 확률로 바꾸는 계산이 그 안에 들어 있으므로
# 모델 끝에 소프트맥스(softmax)를 붙이지 않습니다.

# %% [markdown]
# ## 한 에포크의 학습과 채점 { #epoch }
#
# 두 함수로 나눕니다. `train_epoch`는 배치마다 예측하고, 손실을 재고,
# 기울기(gradient)를 구하고, 파라미터를 고칩니다. `evaluate`는 아무것도
# 고치지 않고 손실과 예측만 구합니다.
#
# 모델과 같은 장치에 있어야 계산할 수 있으므로 데이터를 `device`로 옮기고,
# 결과는 그리기 좋게 CPU로 되돌립니다.


# %%
def train_epoch(
    model: nn.Module,
    loader: DataLoader,
    optimizer: torch.optim.Optimizer,
) -> None:
    model.train()
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        loss = cross_entropy(model(inputs), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def evaluate(
    model: nn.Module, inputs: torch.Tensor, labels: torch.Tensor
) -> tuple[float, torch.Tensor]:
    model.eval()
    with torch.no_grad():
        logits = model(inputs.to(device)).cpu()
    return cross_entropy(logits, labels).item(), logits


# %% [markdown]
# `model.train()`과 `model.eval()`은 드롭아웃(dropout)처럼 학습할 때와
# 예측할 때 다르게 동작하는 층을 위한 것입니다. 이 모델에는 그런 층이 없지만
# 늘 쓰는 버릇을 들이는 것이 좋습니다. 타입 힌트 `-> None`은 아무것도
# 돌려주지 않는다는 뜻이고, `tuple[float, torch.Tensor]`는 실수와 텐서를
# 짝지은 튜플입니다.

# %% [markdown]
# ## 학습률 고르기 { #rate }
#
# 옵티마이저는 [`SGD`][torch.optim.SGD]를 씁니다. 학습률(learning rate)은
# 얼마가 좋을까요? 시험용으로 재어 보고 고르면 시험 문제를 보고 공부한 셈이
# 됩니다. 그래서 학습용에서 200장을
# [검증용](../training/data.md#split)(validation set)으로 따로 떼어, 세
# 학습률로 나머지 1200장을 배운 모델을 비교합니다.

# %% varies="(?<=accuracy )[01]\\.\\d{3}"
part = TensorDataset(train_x[:1200], train_y[:1200])
valid_x, valid_y = train_x[1200:], train_y[1200:]
print("of", len(train_x), "train", len(part), "valid", len(valid_x))
accuracies = {}
for lr in (0.05, 0.5, 5.0):
    torch.manual_seed(0)
    tried = build().to(device)
    optimizer = torch.optim.SGD(tried.parameters(), lr=lr)
    mixer = torch.Generator().manual_seed(0)
    tries = DataLoader(part, 64, shuffle=True, generator=mixer)
    for _ in range(30):
        train_epoch(tried, tries, optimizer)
    _, logits = evaluate(tried, valid_x, valid_y)
    right = logits.argmax(dim=1) == valid_y
    accuracies[lr] = right.float().mean().item()
    print(f"lr {lr}: valid accuracy {accuracies[lr]:.3f}")

best = max(accuracies, key=accuracies.get)
optimizer = torch.optim.SGD(model.parameters(), lr=best)
print("chosen", best)
assert best == 0.5

# %% [markdown]
# 0.05로는 30에포크 동안 덜 배웠고, 5.0으로는 한 걸음이 너무 커서 열 가운데
# 하나를 아무렇게나 고르는 것과 다르지 않습니다. 0.5를 골라, 이제 검증용까지
# 다시 넣은 1400장을 모두 학습에 씁니다. `max`에 사전과
# `key=accuracies.get`을 넘기면 정확도가 가장 높은 학습률이 나옵니다.

# %% [markdown]
# ## 학습 { #training }
#
# 30에포크 동안 학습하면서 <!-- shown: 30 = 12:7 -->
# 학습용 손실과 시험용 손실을 함께 적습니다. 두 손실 모두 에포크가 끝난
# 뒤의 같은 모델로 재야 비교할 수 있습니다.
#
# 이 셀만 다시 실행하면 이미 배운 모델이 이어서 배우므로 손실이 처음부터
# 작고, 끝의 `assert`에서 멈춥니다. 처음부터 다시 배우게 하려면
# [배치로 꺼내는 셀](#batches)부터 [학습률을 고르는 셀](#rate)까지 차례로
# 실행하고 나서 이 셀을 실행하세요. 배치로 꺼내는 셀부터 실행해야 섞이는
# 순서까지 같아서 같은 손실이 나옵니다.

# %%
train_losses, test_losses = [], []
for epoch in range(1, 31):
    train_epoch(model, loader, optimizer)
    train_losses.append(evaluate(model, train_x, train_y)[0])
    test_losses.append(evaluate(model, test_x, test_y)[0])
    if epoch == 1 or epoch % 5 == 0:
        print(
            f"epoch {epoch:2} train loss {train_losses[-1]:.3f}"
            f" test loss {test_losses[-1]:.3f}"
        )
assert train_losses[-1] < train_losses[0] / 5
assert test_losses[-1] < test_losses[0] / 5
assert train_losses[-1] < test_losses[-1]

# %% [markdown]
# 두 손실이 모두 처음의 5분의 1 아래로 줄었습니다. 시험용 그림은 한 번도
# 학습에 쓰지 않았는데도 손실이 함께 줄었으므로, 모델이 외우기만 한 것은
# 아닙니다. 셀에서 쉼표 없이 나란히 적은 두 문자열은 하나로 이어집니다.

# %% [markdown]
# ## 손실 곡선 { #curve }
#
# <!-- picture: 에포크마다 잰 학습용 손실과 시험용 손실의 곡선입니다. 둘 다
# 처음에 가파르게 내려가다가 한 번 높이 튀고, 그 뒤로는 거의 평평합니다.
# 끝에서는 시험용 손실이 학습용 손실보다 높습니다. -->

# %%
epochs = range(1, 31)
plt.figure(layout="constrained", figsize=(5, 3))
plt.plot(epochs, train_losses, label="train")
plt.plot(epochs, test_losses, label="test")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.title("Loss after each epoch")
plt.legend()
plt.show()

# %% [markdown]
# 처음에는 두 선이 함께 떨어지다가 차츰 벌어집니다. 학습용 손실은
# 출렁이면서도 더 줄어들지만 시험용 손실은 그만큼 줄지 않습니다. 학습용에만
# 맞추어져 이 틈이 벌어지는 것을
# [과적합](../glossary.md#overfitting)(overfitting)이라고 합니다. 심하면
# 학습용 손실이 줄어드는 동안 시험용 손실이 다시 올라갑니다. 두 선이 함께
# 튀어 오른 곳이 보이면 학습률이 커서 한 걸음이 지나친 것일 수 있습니다.
#
# 이 곡선을 보고 에포크 수를 다시 고른다면 그것도 시험 문제를 보는 것입니다.
# 에포크 수도 학습률처럼 검증용으로 고르고, 시험용은 마지막에 한 번만
# 씁니다. 여기서 시험용 손실을 함께 그린 것은 과적합을 눈으로 보려는
# 것입니다.

# %% [markdown]
# ## 시험 점수 { #score }
#
# 로짓이 가장 큰 자리의 번호가 예측입니다. 예측이 정답과 같은 비율이
# 정확도(accuracy)입니다.

# %%
_, logits = evaluate(model, test_x, test_y)
predicted = logits.argmax(dim=1)
correct = predicted == test_y
accuracy = correct.float().mean().item()
print("first ten read ", predicted[:10].tolist())
print("first ten right", test_y[:10].tolist())
print(f"correct {correct.sum().item()} of {len(test_y)}")
print(f"test accuracy {accuracy:.3f}")
assert accuracy > 0.94

# %% [markdown]
# 처음 보는 그림의 94%를 넘게 맞혔습니다. <!-- shown: 94% = 14.py:9 -->
# 아무렇게나 고르면 열에 하나쯤 맞힙니다.
#
# 이 점수를 얼마나 믿을 수 있을까요? 시험용으로 다른 397장을 뽑았다면
# 점수도 조금 달랐을 것입니다. 맞힌 비율을 p, 장수를 n이라고 하면 그때의
# 흔들림은 p(1 − p) / n의 제곱근쯤입니다. 이것을 표준 오차(standard
# error)라고 합니다. 공식이 맞는지도 확인합니다. 맞혔는지를 적은 397개에서
# 397개를 다시 뽑아 채점하는 일을 1000번 하고, 그 점수들이 얼마나
# 흩어지는지(표준편차) 봅니다. 뽑을 때 같은 것이 여러 번 나와도 됩니다.
# 뽑은 번호를 담은 `draws`가 1000 × 397이므로, 그 번호로 고른 채점 결과도
# 1000 × 397입니다.

# %%
count = len(test_y)
error = math.sqrt(accuracy * (1 - accuracy) / count)
low, high = accuracy - 2 * error, accuracy + 2 * error
print(f"one image {1 / count:.4f}")
print(f"standard error {error:.3f}")
maker = torch.Generator().manual_seed(0)
draws = torch.randint(count, (1000, count), generator=maker)
spread = correct.float()[draws].mean(dim=1).std().item()
print(f"spread of 1000 scores {spread:.3f}")
print(f"two of them either way: {low:.3f} to {high:.3f}")
assert 0.006 < error < 0.013
assert abs(spread / error - 1) < 0.1

# %% [markdown]
# 한 장이 0.0025이고 표준 오차는 0.01에 가깝습니다. 다시 뽑은 점수도 그만큼
# 흩어집니다. 다른 397장으로 재면 점수가 표준 오차의 두 배까지 위아래로
# 달라지는 일은 흔합니다. 소수 셋째 자리는 물론이고 둘째 자리의 1이나 2도
# 우연일 수 있습니다.

# %% [markdown]
# ## 혼동 행렬 { #confusion }
#
# 정확도 하나로는 무엇을 무엇으로 잘못 읽는지 알 수 없습니다. 정답을 행,
# 읽은 것을 열로 놓고 그림 수를 센 표가 혼동 행렬(confusion matrix)입니다.
# 정답에 10을 곱하고 예측을 더하면 짝마다 다른 수가 되고, 그 수는 모두
# 100가지입니다. [`bincount`][torch.bincount]로 수마다 몇 번 나왔는지
# 센 다음 10 × 10 모양으로 바꾸면 됩니다.
#
# <!-- picture: 혼동 행렬입니다. 행은 정답, 열은 읽은 것이고 칸마다 그림
# 수가 적혀 있습니다. 왼쪽 위에서 오른쪽 아래로 가는 대각선의 칸만 밝고,
# 나머지 칸은 거의 다 0입니다. -->

# %%
pairs = test_y * 10 + predicted
matrix = pairs.bincount(minlength=100).reshape(10, 10)
assert matrix.sum() == len(test_y)
assert matrix.trace() == correct.sum()
assert torch.equal(matrix.sum(dim=1), test_y.bincount())

plt.figure(layout="constrained", figsize=(4.6, 4.2))
plt.imshow(matrix.numpy())
for right, row in enumerate(matrix.tolist()):
    for read, count in enumerate(row):
        color = "indigo" if right == read else "gold"
        plt.text(read, right, count, ha="center", va="center", color=color)
plt.xticks(range(10))
plt.yticks(range(10))
plt.xlabel("read as")
plt.ylabel("right answer")
plt.title("Confusion matrix")
plt.show()

# %% [markdown]
# 대각선이 맞힌 것이고, 대각선 밖의 0이 아닌 수가 틀린 것입니다. 가로로 한
# 줄을 더하면 그 숫자의 시험용 그림 수가 되고, `trace()`는 대각선의
# 합입니다. 어떤 짝을 잘못 읽는지 찾아봅니다. `torch.diag(matrix.diag())`는
# 대각선만 남긴 행렬이고, `divmod`는 몫과 나머지를 함께 돌려줍니다.

# %%
mistakes = matrix - torch.diag(matrix.diag())
for pair in mistakes.flatten().argsort(descending=True)[:4].tolist():
    right, read = divmod(pair, 10)
    print(f"{right} read as {read}: {mistakes[right, read].item()}")
recall = matrix.diag() / matrix.sum(dim=1)
for digit, rate in enumerate(recall.tolist()):
    print(f"digit {digit} found {rate:.3f}")

# %% [markdown]
# 위의 네 줄은 가장 많이 잘못 읽은 짝이고, 아래의 열 줄은 숫자마다 맞힌
# 비율, 곧 재현율(recall)입니다. 숫자마다 시험용 그림이 서른에서 쉰 장
# 사이라 한 장만 틀려도 비율이 2에서 3퍼센트포인트쯤 내려갑니다.

# %% [markdown]
# ## 틀린 그림 보기 { #mistakes }
#
# 틀린 그림을 직접 보면 모델의 잘못인지, 그림이 어려운 것인지 짐작할 수
# 있습니다. [`softmax`][torch.softmax]로 바꾼 확률도 함께 적습니다. `~`는
# 참과 거짓을 뒤집고, `amax(dim=1)`은 행마다 가장 큰 값을 구합니다.
# `enumerate`에 `start=1`을 주면 번호를 1부터 셉니다.
#
# <!-- picture: 모델이 잘못 읽은 숫자 그림 열 장입니다. 그림마다 위에 모델이
# 읽은 숫자와 그 확률, 정답이 적혀 있습니다. -->

# %%
chances = logits.softmax(dim=1)
wrong = (~correct).nonzero().flatten()
surest = chances[wrong].amax(dim=1).argsort(descending=True)
wrong = wrong[surest]
print("misread", len(wrong))

plt.figure(layout="constrained", figsize=(6, 3.6))
for place, i in enumerate(wrong[:10].tolist(), start=1):
    read, right = predicted[i].item(), test_y[i].item()
    plt.subplot(2, 5, place)
    plt.imshow(test_x[i].numpy(), cmap="Blues")
    plt.title(f"read {read} ({chances[i, read]:.2f})\nright {right}")
    plt.axis("off")
plt.show()

# %% [markdown]
# 틀린 것 가운데 확률을 높게 준 순서로 많아야 열 장을 그렸습니다. `read`가
# 모델이 읽은 것, 괄호 안이 그 확률, `right`가 정답입니다. 사람도 헷갈릴
# 그림이 있고, 사람이라면 맞힐 그림도 있습니다.

# %%
boldest = wrong[0].item()
print(f"surest mistake {chances[boldest].max():.3f}")
assert chances[boldest].max() > 0.8

# %% [markdown]
# 틀리면서도 80%를 넘는 확률을 준 그림이 <!-- shown: 80% = 19.py:3 -->
# 있습니다. 모델이 내는 확률이 높다고 꼭 맞는 것은 아닙니다.

# %% [markdown]
# ## 저장하고 불러오기 { #save }
#
# 학습한 결과는 파라미터에 있으므로 상태 사전(`state_dict`)만 저장합니다.
# 모델의 구조는 저장되지 않으므로 불러올 때 `build()`로 같은 구조를 새로
# 만듭니다. `weights_only=True`는 텐서와 단순한 값만 읽겠다는 뜻이고,
# `map_location`은 어느 장치에 놓을지 정합니다. 이유는
# [저장과 불러오기](../tensors/serialize.md) 장에 있습니다.
#
# 여기서는 `TemporaryDirectory`가 만든 임시 폴더에 저장하므로 `with` 밖으로
# 나오면 파일이 지워집니다. `Path`는 파일의 경로이고, `/`로 폴더와 파일
# 이름을 잇습니다. `stat().st_size`는 파일의 바이트 수입니다.

# %%
fresh = build().to(device)
before = evaluate(fresh, test_x, test_y)[1].argmax(dim=1)

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "digits.pt"
    torch.save(model.state_dict(), path)
    print("bytes", path.stat().st_size)
    weights = torch.load(path, map_location=device, weights_only=True)

print(fresh.load_state_dict(weights))
after = evaluate(fresh, test_x, test_y)[1].argmax(dim=1)
print("same before loading", torch.equal(before, predicted))
print("same after loading ", torch.equal(after, predicted))
assert not torch.equal(before, predicted)
assert torch.equal(after, predicted)

# %% [markdown]
# 둘째 줄은 저장한 이름과 새 모델의 이름이 모두 맞았다는 뜻입니다. 새 모델은
# 처음에는 다르게 읽다가, 불러온 뒤에는 시험용 그림을 모두 학습한 모델과
# 똑같이 읽습니다.

# %% [markdown]
# ## 한 장 읽기 { #read }
#
# 이제 불러온 모델을 씁니다. 배열 하나를 받아 숫자별 확률을 내는 함수를
# 만듭니다. 학습할 때와 똑같이 `float32`로 바꾸고 16으로 나눕니다. 모델은
# 배치를 받으므로 `unsqueeze(0)`으로 한 장짜리 배치를 만듭니다.
#
# <!-- picture: 왼쪽은 손글씨 숫자 그림 한 장이고, 오른쪽은 숫자마다 모델이
# 낸 확률의 막대입니다. 정답의 막대가 거의 1까지 솟아 있고 나머지는 보이지
# 않을 만큼 낮습니다. -->


# %%
def read_digit(image: np.ndarray) -> torch.Tensor:
    pixels = torch.tensor(image, dtype=torch.float32) / 16
    fresh.eval()
    with torch.no_grad():
        logits = fresh(pixels.unsqueeze(0).to(device))
    return logits.softmax(dim=1).squeeze(0).cpu()


number = test_ids[0].item()
answer = read_digit(images[number])
print("read", answer.argmax().item(), "right", target[number])
assert answer.argmax().item() == target[number]

fig, (left, right) = plt.subplots(
    1, 2, layout="constrained", figsize=(6, 2.6)
)
left.imshow(images[number], cmap="Blues")
left.axis("off")
right.bar(range(10), answer.numpy())
right.set(xticks=range(10), xlabel="digit", ylabel="probability")
plt.show()

# %% [markdown]
# 한 자리에 확률이 몰려 있습니다. 직접 쓴 숫자를 읽히려면 사진을 같은 모양,
# 곧 8 × 8 크기에 글씨가 진할수록 16에 가까운 배열로 바꾸어야 합니다. 놓인
# 자리까지 비슷해야 합니다. 시험용 그림을 모두 오른쪽으로 한 칸 밀어
# 보겠습니다.
#
# 미는 방법도 살펴야 합니다. [`roll`][torch.roll]은 오른쪽 끝 열을 버리지
# 않고 왼쪽 끝으로 되돌립니다. 그 열에 글씨가 있으면 엉뚱한 자리에 점이
# 생깁니다. 여기서는 [`pad`][torch.nn.functional.pad]로 왼쪽에 빈 열을
# 붙이고 오른쪽 끝 열을 잘라 냅니다. `any(dim=2)`는 그 차원에 참이 하나라도
# 있는지 알려 줍니다.

# %%
moved = pad(test_x, (1, 0))[:, :, :-1]
rolled = test_x.roll(1, dims=2)
back = (rolled != moved).any(dim=2).any(dim=1).sum().item()
print("images with ink that roll brings back", back)
assert torch.equal(rolled[:, :, 1:], moved[:, :, 1:])
assert back == (test_x[:, :, -1] > 0).any(dim=1).sum()

_, moved_logits = evaluate(fresh, moved, test_y)
kept = (moved_logits.argmax(dim=1) == test_y).float().mean().item()
print(f"accuracy after moving {kept:.3f}")
assert kept < 0.75

# %% [markdown]
# 겨우 한 칸 밀었는데 정확도가 크게 떨어집니다. 높은 시험 점수는 학습한
# 데이터처럼 생긴 그림에서만 믿을 수 있습니다.

# %% [markdown]
# ## 연습 문제 { #exercises }
#
# 아래에 풀이가 있습니다. 먼저 스스로 해 보세요.
#
# 1. 픽셀 값을 나누지 않고, 나머지는 그대로 두고 학습하면 어떻게 될까요?
#    학습률을 바꾸면 나아질까요?
# 2. 합성곱(convolution) 층을 쓴 모델은 더 잘 읽을까요? 이 책에서 가르치지
#    않은 층이므로, 먼저 예상한 다음 풀이를 함께 읽으세요.
# 3. **고쳐 보세요.** 아래의 `careless_epoch`로 학습하면 오류 없이 끝나지만
#    잘 읽지 못합니다. 잘못이 둘 있습니다. 찾아서 고치고, 하나만 고쳤을
#    때의 점수도 비교해 보세요. 맞게 고쳤더라도 하나만 고치면 점수가 오히려
#    떨어질 수 있으니, 둘을 함께 고친 점수까지 보고 판단하세요. 학습률과
#    에포크 수는 그대로 둡니다. `not mended yet`이 `mended`로 바뀌면 맞힌
#    것입니다. 다른 방법으로 점수만 높일 수도 있으므로, 셀 끝의 `check`는 한
#    에포크를 배운 모델이 `train_epoch`로 배운 모델과 같은 로짓을 내는지도
#    봅니다. 이때 로짓 하나를 일부러 크게 해 두고 시작하므로, 로짓을 좁은
#    범위로 누르는 방법도 통하지 않습니다.
#
# 문제에서 같은 일을 되풀이하므로 함수로 만들어 둡니다. 아래에서는 차이를
# 보이려고 점수를 시험용으로 잽니다. 실제로 학습률이나 모델을 고를 때는
# [학습률 고르기](#rate)에서처럼 학습용에서 뗀 검증용으로 재어야 합니다.
# 이렇게 여러 번 본 시험용은 더 이상 처음 보는 그림이 아닙니다. 차이는
# 10에포크면 드러나므로 앞에서보다 짧게 학습합니다.


# %%
def fit(
    model: nn.Module,
    inputs: torch.Tensor,
    labels: torch.Tensor,
    lr: float = 0.5,
    epochs: int = 10,
) -> nn.Module:
    shuffler = torch.Generator().manual_seed(0)
    data = TensorDataset(inputs, labels)
    loader = DataLoader(data, 64, shuffle=True, generator=shuffler)
    model.to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        train_epoch(model, loader, optimizer)
    return model


def score(
    model: nn.Module, inputs: torch.Tensor, labels: torch.Tensor
) -> float:
    _, logits = evaluate(model, inputs, labels)
    return (logits.argmax(dim=1) == labels).float().mean().item()


# %% varies="0\\.\\d{3}"
def careless_epoch(
    model: nn.Module,
    loader: DataLoader,
    optimizer: torch.optim.Optimizer,
) -> None:
    model.train()
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        chances = model(inputs).softmax(dim=1)
        loss = cross_entropy(chances, labels)
        loss.backward()
        optimizer.step()


torch.manual_seed(0)
careless = build().to(device)
careless_steps = torch.optim.SGD(careless.parameters(), lr=0.5)
careless_loader = DataLoader(
    train_set,
    batch_size=64,
    shuffle=True,
    generator=torch.Generator().manual_seed(0),
)
for _ in range(10):
    careless_epoch(careless, careless_loader, careless_steps)
careless_score = score(careless, test_x, test_y)
print(f"accuracy {careless_score:.3f}")


def check(epoch, accuracy: float) -> None:
    assert accuracy > 0.92, "it still misreads too many"
    assert careless_steps.param_groups[0]["lr"] == 0.5, "keep lr as it is"
    told = []
    for learn_once in (epoch, train_epoch):
        torch.manual_seed(0)
        probe = build().to(device)
        with torch.no_grad():
            probe[3].bias[0] = 20
        steps = torch.optim.SGD(probe.parameters(), lr=0.5)
        learn_once(probe, DataLoader(train_set, 64), steps)
        told.append(evaluate(probe, test_x, test_y)[1])
    assert torch.allclose(*told, atol=1e-2), "other logits than train_epoch"


try:
    check(careless_epoch, careless_score)
    print("mended")
except AssertionError as error:
    print("not mended yet:", error)

# %% [markdown]
# ### 풀이 1: 나누지 않으면 { #answer-scale }
#
# 16을 다시 곱하면 나누지 않은 값이 됩니다. 먼저 배우지 않은 같은 모델에서
# 첫 층의 기울기가 얼마나 큰지 비교합니다.

# %%
torch.manual_seed(0)
untrained = build()
norms = []
for factor in (1, 16):
    untrained.zero_grad()
    cross_entropy(untrained(train_x * factor), train_y).backward()
    norms.append(untrained[1].weight.grad.norm().item())
    print(f"times {factor:2} gradient norm {norms[-1]:.3f}")
assert norms[1] > 10 * norms[0]

# %% [markdown]
# 기울기의 노름(norm), 곧 원소를 제곱해 더한 것의 제곱근이 열 배 넘게
# 커졌습니다. 이제 학습률 0.5와 0.01로
# 학습합니다. `raw_model[:3]`은 모델의 앞 세 모듈, 곧 `Flatten`, `Linear`,
# `ReLU`만 이은 것입니다.

# %%
raw_train, raw_test = train_x * 16, test_x * 16
raw_scores = {}
for lr in (0.5, 0.01):
    torch.manual_seed(0)
    raw_model = fit(build(), raw_train, train_y, lr=lr)
    loss, raw_logits = evaluate(raw_model, raw_test, test_y)
    kinds = raw_logits.argmax(dim=1).unique().tolist()
    lit = (raw_model[:3](raw_test.to(device)) > 0).any().item()
    raw_scores[lr] = score(raw_model, raw_test, test_y)
    print(f"lr {lr} test loss {loss:.3f} accuracy {raw_scores[lr]:.3f}")
    print("  answers used", kinds, "any ReLU output above 0", lit)
assert raw_scores[0.5] < 0.5
assert raw_scores[0.01] > 0.9

# %% [markdown]
# 학습률이 0.5이면 제대로 배우지 못합니다. 기울기가 커진 만큼 한 걸음이 너무
# 멀리 갑니다. 위 출력에서 손실이 log 10에 가까운지, 어떤 숫자로만 답하는지
# 보세요. 둘째 줄 끝이 `False`이면 <!-- shown: False = 26:2 -->
# `ReLU`의 출력 가운데 0보다 큰 것이 하나도 없다는 뜻입니다. 그러면 마지막
# `Linear`가 받는 입력이 모두 0이어서, 어떤 그림에나 편향만으로 같은 답을
# 합니다. `ReLU`를 지나는 기울기도 모두 0이라 첫 층은 더 배우지 못합니다.
#
# 학습률을 0.01로 줄이면 나누지 않고도 잘 배웁니다. 나누지 않으면 못 배우는
# 것이 아니라, 입력의 크기에 맞추어 학습률을 다시 골라야 하는 것입니다.
# 입력을 1 안팎으로 맞추어 두면 그 일이 쉬워집니다.

# %% [markdown]
# ### 풀이 2: 합성곱 { #answer-convolution }
#
# 앞의 모델은 그림을 한 줄로 펴 버려서 어느 픽셀이 이웃인지 모릅니다.
# [`Conv2d`][torch.nn.Conv2d]는 작은 창을 옮겨 가며 이웃한 픽셀을 함께
# 봅니다. `Conv2d`는 색처럼 여러 장을 겹친 차원, 곧 채널(channel)도
# 필요하므로 `Unflatten`으로 8 × 8을 1 × 8 × 8로 바꿉니다.
# `Unflatten(1, (1, 8))`은 1번 차원의 크기 8을 1 × 8로 나눕니다.
# [`MaxPool2d(2)`][torch.nn.MaxPool2d]는 2 × 2 칸마다 가장 큰 값 하나만 남겨
# 그림의 크기를 절반으로 줄입니다.


# %%
def build_conv() -> nn.Sequential:
    return nn.Sequential(
        nn.Unflatten(1, (1, 8)),
        nn.Conv2d(1, 32, kernel_size=5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 2 * 2, 10),
    )


size = sum(p.numel() for p in build_conv().parameters())
print("parameters", size, "instead of", total)
assert size < total / 2
shape_probe = test_x[:1]
for layer in build_conv():
    shape_probe = layer(shape_probe)
    print(type(layer).__name__, tuple(shape_probe.shape))

# %% [markdown]
# 그림의 크기가 8에서 4, 2로 줄고 채널은 1에서 32로 늘어납니다. 파라미터는
# 앞에서 만든 모델의 절반도 되지 않습니다. 어느 쪽의 점수가 높든 우연이
# 아닌지 보려고, 씨앗을 바꾸어 세 번씩 학습합니다. `make`에는 함수 `build`나
# `build_conv`가 담기고, `make()`로 호출합니다.

# %%
results = {"linear": [], "conv": []}
for seed in range(3):
    for name, make in (("linear", build), ("conv", build_conv)):
        torch.manual_seed(seed)
        trained = fit(make(), train_x, train_y)
        results[name].append(score(trained, test_x, test_y))
for name, scores in results.items():
    listed = " ".join(f"{value:.3f}" for value in scores)
    print(f"{name:6} {listed} mean {np.mean(scores):.3f}")
assert np.mean(results["conv"]) > np.mean(results["linear"])
assert min(results["conv"]) > max(0.95, *results["linear"])

# %% [markdown]
# 세 번 모두 합성곱 쪽이 높습니다. 초깃값만 바뀌어도 점수가 조금씩
# 달라지므로, 모델을 비교할 때는 한 번의 점수로 판단하지 않습니다.
#
# 다만 이렇게 세 번 해도 초깃값의 운만 알 수 있습니다. 시험용 그림은 세 번
# 모두 같기 때문입니다. 다른 그림을 시험용으로 뽑았다면 어땠을까요? 이번에는
# 초깃값을 그대로 두고, 나누는 씨앗을 바꾸어 세 번 학습합니다.

# %%
gains = []
for seed in (1, 2, 3):
    shuffler = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(x), generator=shuffler)
    mine, others = order[:1400], order[1400:]
    pair = []
    for make in (build, build_conv):
        torch.manual_seed(0)
        trained = fit(make(), x[mine], y[mine])
        pair.append(score(trained, x[others], y[others]))
    gains.append(pair[1] - pair[0])
    print(f"split {seed} linear {pair[0]:.3f} conv {pair[1]:.3f}")
print(f"gain {min(gains):.3f} to {max(gains):.3f}")
assert min(gains) > 0

# %% [markdown]
# 이 세 번도 합성곱 쪽이 높지만, 점수도 그 차이도 나눌 때마다 다릅니다.
# 차이가 앞에서 구한 표준 오차 안팎이면, 한 번 나누어 얻은 점수만으로는
# 어느 모델이 나은지 말하기 어렵습니다. 두 모델을 같은 그림으로 쟀으므로
# 차이의 흔들림은 이 표준 오차와 꼭 같지는 않습니다. 여기서는 표준 오차를
# 어림으로만 씁니다.

# %% [markdown]
# ### 풀이 3: 두 가지 잘못 { #answer-mend }
#
# 잘못은 `zero_grad()`를 잊은 것과, `cross_entropy`에 로짓이 아니라 확률을
# 넘긴 것입니다. 둘을 따로 켜고 끌 수 있게 해서 네 경우를 비교합니다.
# `mended[clear, probabilities]`는 두 값을 짝지은 튜플을 사전의 이름(키)으로
# 씁니다.


# %% varies="not cleared, \\w+: 0\\.\\d{3}"
def learn(clear: bool, probabilities: bool) -> float:
    torch.manual_seed(0)
    model = build().to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    shuffler = torch.Generator().manual_seed(0)
    loader = DataLoader(train_set, 64, shuffle=True, generator=shuffler)
    for _ in range(10):
        for inputs, labels in loader:
            answers = model(inputs.to(device))
            if probabilities:
                answers = answers.softmax(dim=1)
            loss = cross_entropy(answers, labels.to(device))
            if clear:
                optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return score(model, test_x, test_y)


mended = {}
for clear in (False, True):
    for probabilities in (True, False):
        mended[clear, probabilities] = learn(clear, probabilities)
        told = "probabilities" if probabilities else "logits"
        cleared = "cleared" if clear else "not cleared"
        print(f"{cleared}, {told}: {mended[clear, probabilities]:.3f}")
assert max(mended, key=mended.get) == (True, False)
check(train_epoch, mended[True, False])

# %% [markdown]
# 둘 다 고친 마지막 줄이 가장 높습니다. 둘을 고친 `careless_epoch`는 앞에서
# 만든 `train_epoch`와 같습니다. 어느 잘못도 오류를 내지 않으므로, 점수가
# 기대보다 낮을 때는 이 두 줄부터 확인하세요.
#
# 소프트맥스를 두 번 거치면 왜 덜 배울까요? 확률은 0과 1 사이의 수라 서로의
# 차이가 많아야 1입니다. `cross_entropy`는 이것을 로짓으로 여기고 다시
# 확률로 바꾸므로, 정답을 맞혀도 그 확률이 1에 가까워지지 못하고, 손실도
# 0 가까이 줄지 못합니다. `zero_grad()`를 더하고 `softmax`를 `tanh`로
# 바꾸면 점수는 오르지만, 로짓을 −1과 1 사이로 누르는 잘못이 남아
# `check`가 받아들이지 않습니다.
#
# 기울기를 지우지 않은 두 점수는 CPU에 따라 달라집니다. 기울기가 쌓이는 이
# 학습에서는 반올림의 작은 차이도 크게 불어나기 때문입니다.

# %% [markdown]
# ## 정리 { #summary }
#
# - 데이터를 살펴보고, 시험용을 떼어 놓고, 학습하고, 점수와 틀린 그림을 함께
#   보았습니다. 점수에는 표준 오차만큼의 흔들림이 있습니다.
# - 이제 그림을 분류하는 모델을 학습시켜 저장하고, 새 그림을 읽히고, 점수가
#   어디까지 믿을 만한지 말할 수 있습니다.
# - `backward()`가 안에서 하는 일은
#   [손으로 만드는 자동 미분](autograd.md) 실습에서 직접 만듭니다.
