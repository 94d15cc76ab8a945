using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Audit;

public sealed class JournalTextTests
{
    [Test]
    public void Each_line_is_a_run_with_the_warnings_before_it()
    {
        var runs = JournalText.Parse("""
        {"OCI_CONTAINER_ID":"a","MESSAGE":"container a: warning: odd","PRIORITY":"4","__REALTIME_TIMESTAMP":"1767323045006007"}
        {"OCI_CONTAINER_ID":"b","MESSAGE":"container b: nothing to do","PRIORITY":"6","__REALTIME_TIMESTAMP":"1767323045006008"}
        {"OCI_CONTAINER_ID":"a","MESSAGE":[99,195,169],"PRIORITY":"3","__REALTIME_TIMESTAMP":"1767323045006009"}
        """);

        Assert.Multiple(() =>
        {
            Assert.That(runs.Select(run => run.Container), Is.EqualTo(["b", "a"]));
            Assert.That(runs.Select(run => run.Run.Result), Is.EqualTo(["started", "refused"]));
            Assert.That(runs[1].Run.Message, Is.EqualTo("cé"));
            Assert.That(runs[1].Run.Warnings, Is.EqualTo(["container a: warning: odd"]));
            Assert.That(runs[1].Run.Time, Is.EqualTo(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddMicroseconds(6009)));
        });
    }

    [TestCase("")]
    [TestCase("no JSON")]
    [TestCase("[]")]
    [TestCase("""{"MESSAGE":"of no container","PRIORITY":"6"}""")]
    [TestCase("""{"OCI_CONTAINER_ID":"a","MESSAGE":"m","PRIORITY":"high"}""")]
    [TestCase("""{"OCI_CONTAINER_ID":"a","MESSAGE":[999],"PRIORITY":"6"}""")]
    public void What_is_no_line_of_a_run_is_left_out(string text) => Assert.That(JournalText.Parse(text), Is.Empty);
}
