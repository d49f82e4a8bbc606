# /// snippet
# raises = "SyntaxError"
# ///
exec('print("loss", 0.5')
