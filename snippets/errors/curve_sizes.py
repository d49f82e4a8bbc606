import matplotlib.pyplot as plt

losses = [0.9, 0.5, 0.3]
try:
    plt.plot(range(1, 3), losses)
except ValueError as error:
    print(error)
plt.close()
