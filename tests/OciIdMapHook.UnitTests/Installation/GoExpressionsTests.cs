using OciIdMapHook.Installation;

namespace OciIdMapHook.UnitTests.Installation;

/// <summary>The verdicts are those of regexp.Compile of Go 1.19.</summary>
public sealed class GoExpressionsTests
{
    [TestCase("")]
    [TestCase("^/usr/bin/(sh|bash)$")]
    [TestCase("a*?b+?c??d{2,3}?")]
    [TestCase("^*")]
    [TestCase("(?i)a(?s-i:b)(?:c)")]
    [TestCase("(?P<name>a)(?P<name>b)")]
    [TestCase(@"\Qa(\E*")]
    [TestCase(@"\pN\p{Greek}\P{^Lu}\x{10FFFF}\x41\012\0\z\A\b\B\.\_")]
    [TestCase(@"[]a][^]a][\d-z][a-][[:alpha:][:^digit:]\pL]")]
    [TestCase("a{,3}{x}{01}")]
    [TestCase("a{1000}")]
    [TestCase("(|a)*]")]
    public void Are_taken(string expression) => Assert.That(GoExpression.Refusal(expression), Is.Null);

    [TestCase("*", "there is nothing before a repetition that it could repeat")]
    [TestCase("a|*", "there is nothing before a repetition that it could repeat")]
    [TestCase("({2})", "there is nothing before a repetition that it could repeat")]
    [TestCase("(?i)+", "there is nothing before a repetition that it could repeat")]
    [TestCase("a**", "a repetition follows a repetition")]
    [TestCase("a*+", "a repetition follows a repetition")]
    [TestCase("a{2}{3}", "a repetition follows a repetition")]
    [TestCase("a{1001}", "{1001} is no count of repetitions")]
    [TestCase("a{3,2}", "{3,2} is no count of repetitions")]
    [TestCase("(a", "a closing parenthesis is missing")]
    [TestCase("a)", "a closing parenthesis has no opening one")]
    [TestCase("(?=a)", "Go knows no such group")]
    [TestCase("(?i-)", "Go knows no such group")]
    [TestCase("(?#a)", "Go knows no such group")]
    [TestCase("(?<=a)", "Go knows no such group")]
    [TestCase("(?<name>a)", "Go knows no such group")]
    [TestCase("(?P<>a)", "a group has no valid name")]
    [TestCase("(?P<n", "a group has no valid name")]
    [TestCase(@"(a)\1", "a backslash stands before what Go does not know")]
    [TestCase(@"\Z", "a backslash stands before what Go does not know")]
    [TestCase(@"\e", "a backslash stands before what Go does not know")]
    [TestCase(@"\p{}", "a backslash stands before what Go does not know")]
    [TestCase(@"\pX", "a backslash stands before what Go does not know")]
    [TestCase(@"\x{110000}", "a backslash stands before what Go does not know")]
    [TestCase(@"\x4", "a backslash stands before what Go does not know")]
    [TestCase(@"a\", "a backslash stands before what Go does not know")]
    [TestCase("[", "a closing bracket is missing")]
    [TestCase("[]", "a closing bracket is missing")]
    [TestCase("[z-a]", "a range of characters does not end after its beginning")]
    [TestCase(@"[a-\d]", "a range of characters does not end after its beginning")]
    [TestCase("[[:letter:]]", "[:letter:] is no set of characters")]
    [TestCase(@"[\Q]", "a backslash stands before what Go does not know in a set")]
    public void Are_refused(string expression, string why) => Assert.That(GoExpression.Refusal(expression), Does.StartWith(why));
}
