import Lines
import MailRecord

/// Stub for the compiler only.
func propose(_ rules: [Rule], _ files: [String], to output: inout Output) {}
