import Lines

extension Report {
  static let causes = why("causes", title: "Causes", each: "cause", .cause) { key in
    // The `relay_denied` of `relay_denied/postfix`.
    0..<(key.position(of: UInt8(ascii: "/")) ?? key.count)
  }
  static let mtacauses = why("mtacauses", title: "Causes by MTA", each: "cause and MTA", .causeOfMTA)

  /// Why mail did not arrive, by cause or by a cause with the program that told it.
  private static func why(
    _ name: StaticString, title: String, each: String, _ word: Word, by part: KeyPart? = nil
  ) -> Report {
    let heading = """
      \(title)

      One line per \(each): why mail failed, was put off or was refused. Causes are those of logclass,
      the same for every MTA; ? is what has none. Information on each line:
      * total is the sum of the other numbers.
      * failure is the number of deliveries that failed for this cause.
      * deferral is the number of attempts that were put off for this cause.
      * reject is the number of recipients or clients refused for this cause before there was a message.
      """
    let columns: [Column] = [.count("total"), .count("failure"), .count("deferral"), .count("reject")]
    return Report(
      name: name, needs: .causes, heading: heading,
      body: .table(Heads(columns: columns, word: word, sortColumn: 0)) { statistics, heads in
        Table(heads, of: statistics.causes, by: part, figures)
      })
  }

  private static func figures(_ causes: borrowing Tally, _ row: Int, _ figures: inout Figures) -> Bool {
    for column in 0..<3 { figures[column + 1] = causes[row, column] }
    figures[0] = figures[1] + figures[2] + figures[3]
    return true
  }
}
