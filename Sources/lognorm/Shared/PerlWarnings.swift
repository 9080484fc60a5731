import Lines

extension Span where Element == UInt8 {
  /// Whether the text from `start` ends as Perl's warnings and errors do, with the place in the program.
  ///
  ///     Use of uninitialized value $x in join at /usr/share/perl5/Mail/SPF.pm line 12, <GEN0> line 3.
  func isPerlWarning(from start: Int) -> Bool {
    guard ends(with: "."), let word = lastPosition(of: " line "), word > start,
      let number = decimal(at: word + 6), number.end == count - 1,
      let place = lastPosition(of: " at ", before: word)
    else { return false }
    return place > start && (holds("/", at: place + 4) || holds("(eval ", at: place + 4))
  }
}
