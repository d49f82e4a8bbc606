days = ["Mon", "Tue", "Wed", "Thu", "Fri"]
print(days[0], days[-1])
print(days[1:4])
print(days[:2], days[2:])
print(days[::2])
print(days[3:100], days[5:])
