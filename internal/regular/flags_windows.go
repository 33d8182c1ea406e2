package regular

// Flags add nothing here: Open looks at what is there before and after.
const Flags = 0
