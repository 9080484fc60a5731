import Lines
import Testing

@testable import Classes
@testable import logclass

/// Rules files: what is read, what is refused, which rule wins.
struct RuleTests {
  @Test func catalogueProvesItself() {
    var catalogue = RuleFile.catalogue
    catalogue.check()
    let check = RuleCheck([catalogue])
    #expect(check.problems == [] && check.notes == [])
    #expect(check.samples >= 400)
  }

  @Test func columnsSamplesAndComments() {
    let file = rules("# c\n\n a,b\tx.y  info   t {:int} \r\n= t 1 \n=\n* z error re:.\n")
    #expect(file.problems == [])
    #expect(file.rules.map { $0.class } == ["x.y", "z"])
    #expect(file.rules[0].apps.map { Array($0) } == [Array("a".utf8), Array("b".utf8)])
    #expect(file.rules[0].pattern.elementsEqual("t {:int} ".utf8))
    #expect(file.rules[0].samples.map { String(decoding: $0.text, as: UTF8.self) } == ["t 1 ", ""])
    #expect(file.rules[1].line == 6)
  }

  @Test(arguments: [
    ("a b\n", 1), ("a Mail.x info t", 1), ("a mail..x info t", 1), ("a x infos t", 1), ("= s", 1),
    ("a x info t\n=s", 2), (", x info t", 1), ("a x info {", 1), ("a x info t\n#\na y info re:(", 3),
  ])
  func wrongLinesAreNamed(_ text: String, _ line: Int) {
    var file = rules(text)
    file.check()
    #expect(file.problems.map { $0.line } == [line])
    #expect(file.problems.allSatisfy { $0.what.contains("; ") })
  }

  @Test(arguments: [
    ("cron", "", "one 1", "site.one"), ("/usr/sbin/cron", "", "one 1", "site.one"),
    ("cron", "", "one x", "one.any"),
    ("none", "cron", "one 1", "site.one"), ("none", "", "one 1", "every"), ("cron", "", "every 5", "every"),
    ("a/b", "", "x", "slashed"), ("cron", "", "else", nil), ("CRON", "", "one 1", "every"),
    ("cron-out/smtpd", "", "one 1", "site.one"), ("cronx/smtpd", "", "one 1", "every"),
  ])
  func firstRuleOfTheTableWins(_ app: String, _ mta: String, _ text: String, _ expected: String?) {
    let site = rules("cron site.one info one {:int}\na/b slashed info x\n")
    let own = rules("cron one.any info one {:rest}\ncron never info one 1\n* every info {:word} {:int}\n")
    var tables = RuleTables([site, own], tool: "test")
    let table = tables.table(of: Array(app.utf8).span, else: Array(mta.utf8).span)
    let found = tables.match(Array(text.utf8).span, in: table)
    #expect(found.map { tables.rules[$0].class } == expected)
  }

  @Test func checkTellsWhoTakesWhat() {
    let site = rules("a x info b{:int}\n= b\na y info b{:word}\n= b1\n= bb\na new.msg info c\n= c\n", "site")
    let own = rules("a own info c\n= c\n")
    let check = RuleCheck([site, own])
    #expect(
      check.problems == [
        "site line 2: the rule of line 1 does not match it",
        "site line 4: the rule of line 1 takes it before that of line 3; change their order",
      ])
    #expect(check.notes == ["site line 6: new.msg takes what is own by access.rules line 2"])
  }

  @Test func checkTellsShadowedAndAmbiguousRules() {
    let shadowed = rules("a x info t {:word}\n= t 1\na,b y info t {:int}\n= t 2\n= t 3\n", "site")
    #expect(
      RuleCheck([shadowed]).problems == [
        "site line 4: the rule of line 1 takes it before that of line 3; change their order",
        "site line 5: the rule of line 1 takes it before that of line 3; change their order",
      ])
    let twice = rules("a,b x info t {:int}\n= t 1\nb,c y info t {:int}\n", "site")
    #expect(
      RuleCheck([twice]).problems == ["site line 3: it has the template of site line 1; take one of them out"]
    )
  }

  private func rules(_ text: String, _ name: String? = nil) -> RuleFile { RuleFile(name, [Array(text.utf8)]) }
}
