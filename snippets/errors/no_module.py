# /// snippet
# raises = "ModuleNotFoundError"
# ///
import troch

print(troch.ones(2))
