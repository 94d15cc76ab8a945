using System.Text;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Audit;

public sealed class AuditRecordTests
{
    [Test]
    public void A_newer_hook_s_members_are_passed_over() => Assert.That(
        AuditRecord.Parse(
            Encoding.UTF8.GetBytes("""{"time":"2026-01-02T03:04:05.006Z","new":{},"result":"volumes"}"""), "audit.jsonl").Result,
        Is.EqualTo(AuditResult.Volumes));

    [TestCase("""{"time":"2026-01-02T03:04:05Z"}""", "audit.jsonl: at byte 30: the document lacks result")]
    [TestCase("""{"time":"yesterday","result":"nothing"}""",
        "audit.jsonl: at byte 8: $.time must be a time, as 2006-01-02T15:04:05.000Z and is \"yesterday\"")]
    [TestCase("""{"result":"won"}""", "audit.jsonl: at byte 10: $.result is no result that this version knows")]
    [TestCase("""{"cause":"bad luck"}""", "audit.jsonl: at byte 9: $.cause is no cause that this version knows")]
    public void What_is_no_record_is_named(string json, string message) => Assert.That(
        Assert.Throws<DocumentException>(() => AuditRecord.Parse(Encoding.UTF8.GetBytes(json), "audit.jsonl"))!.Message,
        Is.EqualTo(message));
}
