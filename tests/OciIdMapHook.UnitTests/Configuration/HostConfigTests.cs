using System.Text;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Configuration;

public sealed class HostConfigTests
{
    private const string EndOfIds =
        "is no range of ids: first must be 0 or more, size 1 or more, and the last id 4294967294 at most";

    [Test]
    public void An_empty_one_says_nothing_and_has_the_defaults()
    {
        var config = Parse("{}");

        Assert.Multiple(() =>
        {
            Assert.That(config.Given, Is.Empty);
            Assert.That(config, Is.EqualTo(new HostConfig()));
            Assert.That(config.Rootfs, Is.EqualTo(RootfsMode.Auto));
            Assert.That(config.UnsupportedFileSystem, Is.EqualTo(UnsupportedFileSystem.Refuse));
            Assert.That(config.HostMounts, Is.EqualTo(HostMountPolicy.Idmap));
            Assert.That(config.AllowedHostIds, Is.EqualTo(AllowedHostIds.Any));
            Assert.That(config.Log, Is.EqualTo(new LogConfig { Target = LogTarget.Auto, Level = LogLevel.Info }));
            Assert.That(config.Audit, Is.EqualTo(AuditScope.Concerned));
        });
    }

    [Test]
    public void Every_member_is_read_with_comments_between()
    {
        var config = Parse("""
            // this node's
            {
              "rootfs": "never", /* unless a container says otherwise */
              "unsupportedFileSystem": "skip",
              "hostMounts": "leave",
              "allowedHostIds": { "uids": [ { "first": 100000, "size": 65536 }, { "size": 1, "first": 4294967294 } ],
                                  "gids": [] },
              "log": { "target": "syslog", "level": "error" }, // quiet
              "audit": false
            }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(config.Rootfs, Is.EqualTo(RootfsMode.Never));
            Assert.That(config.UnsupportedFileSystem, Is.EqualTo(UnsupportedFileSystem.Skip));
            Assert.That(config.HostMounts, Is.EqualTo(HostMountPolicy.Leave));
            Assert.That(
                config.AllowedHostIds.Uids, Is.EqualTo([new HostIdRange(100_000, 65_536), new HostIdRange(4_294_967_294, 1)]));
            Assert.That(config.AllowedHostIds.Gids, Is.Empty);
            Assert.That(config.Log, Is.EqualTo(new LogConfig { Target = LogTarget.Syslog, Level = LogLevel.Error }));
            Assert.That(config.Audit, Is.EqualTo(AuditScope.None));
            Assert.That(config.Given, Is.EquivalentTo(
            [
                "rootfs", "unsupportedFileSystem", "hostMounts", "allowedHostIds.uids", "allowedHostIds.gids", "log.target",
                "log.level", "audit",
            ]));
        });
    }

    [Test]
    public void Every_word_is_read_as_what_it_is_written_for() => Assert.Multiple(() =>
    {
        foreach (var mode in Enum.GetValues<RootfsMode>())
            Assert.That(Parse($$"""{"rootfs":"{{mode.Word()}}"}""").Rootfs, Is.EqualTo(mode));
        foreach (var policy in Enum.GetValues<UnsupportedFileSystem>())
            Assert.That(Parse($$"""{"unsupportedFileSystem":"{{policy.Word()}}"}""").UnsupportedFileSystem, Is.EqualTo(policy));
        foreach (var policy in Enum.GetValues<HostMountPolicy>())
            Assert.That(Parse($$"""{"hostMounts":"{{policy.Word()}}"}""").HostMounts, Is.EqualTo(policy));
        foreach (var target in Enum.GetValues<LogTarget>())
            Assert.That(Parse($$$"""{"log":{"target":"{{{target.Word()}}}"}}""").Log.Target, Is.EqualTo(target));
        foreach (var level in Enum.GetValues<LogLevel>())
            Assert.That(Parse($$$"""{"log":{"level":"{{{level.Word()}}}"}}""").Log.Level, Is.EqualTo(level));
        foreach (var (written, scope) in
            new[] { ("true", AuditScope.Concerned), ("false", AuditScope.None), ("\"all\"", AuditScope.All) })
        {
            Assert.That(Parse($$"""{"audit":{{written}}}""").Audit, Is.EqualTo(scope));
            Assert.That(written.Trim('"'), Is.EqualTo(scope.Word()));
        }
    });

    [TestCase("rootsf", "rootfs")]
    [TestCase("ROOTFS", "rootfs")]
    [TestCase("unsupportedFilesystems", "unsupportedFileSystem")]
    [TestCase("hostMount", "hostMounts")]
    [TestCase("allowed_host_ids", "allowedHostIds")]
    [TestCase("logs", "log")]
    [TestCase("adit", "audit")]
    public void An_unknown_member_is_refused_with_the_nearest_known_one(string name, string nearest) => Assert.That(
        Error($$"""{"{{name}}":1}"""),
        Is.EqualTo($"/etc/c.json: at byte 1: the document has the unknown member \"{name}\"; did you mean \"{nearest}\"? "
            + "(known: rootfs, unsupportedFileSystem, hostMounts, allowedHostIds, log, audit)"));

    [TestCase(
        """{"log":{"taget":"auto"}}""",
        "at byte 8: $.log has the unknown member \"taget\"; did you mean \"target\"? (known: target, level)")]
    [TestCase("""{"allowedHostIds":{"uid":[]}}""",
        "at byte 19: $.allowedHostIds has the unknown member \"uid\"; did you mean \"uids\"? (known: uids, gids)")]
    [TestCase("""{"allowedHostIds":{"uids":[{"frist":1}]}}""",
        "at byte 28: $.allowedHostIds.uids[0] has the unknown member \"frist\"; did you mean \"first\"? (known: first, size)")]
    [TestCase("""{"allowedHostIds":{"uids":[{"first":1}]}}""", "at byte 37: $.allowedHostIds.uids[0] lacks size")]
    [TestCase("""{"allowedHostIds":{"gids":[{"size":1}]}}""", "at byte 36: $.allowedHostIds.gids[0] lacks first")]
    [TestCase("""{"allowedHostIds":{"uids":null}}""", "at byte 26: $.allowedHostIds.uids is null")]
    [TestCase("""{"allowedHostIds":{"uids":5}}""", "at byte 26: $.allowedHostIds.uids must be an array and is 5")]
    [TestCase("""{"allowedHostIds":{"uids":[{"first":-1,"size":1}]}}""", "at byte 47: $.allowedHostIds.uids[0] " + EndOfIds)]
    [TestCase("""{"allowedHostIds":{"uids":[{"first":0,"size":0}]}}""", "at byte 46: $.allowedHostIds.uids[0] " + EndOfIds)]
    [TestCase(
        """{"allowedHostIds":{"uids":[{"first":1,"size":4294967295}]}}""", "at byte 55: $.allowedHostIds.uids[0] " + EndOfIds)]
    [TestCase(
        """{"rootfs":"sometimes"}""", "at byte 10: $.rootfs must be \"auto\", \"always\" or \"never\" and is \"sometimes\"")]
    [TestCase("""{"rootfs":null}""", "at byte 10: $.rootfs must be \"auto\", \"always\" or \"never\" and is null")]
    [TestCase("""{"unsupportedFileSystem":"ignore"}""",
        "at byte 25: $.unsupportedFileSystem must be \"refuse\" or \"skip\" and is \"ignore\"")]
    [TestCase("""{"hostMounts":true}""", "at byte 14: $.hostMounts must be \"idmap\" or \"leave\" and is true")]
    [TestCase("""{"log":{"target":"file"}}""",
        "at byte 17: $.log.target must be \"auto\", \"journal\", \"syslog\", \"stderr\" or \"none\" and is \"file\"")]
    [TestCase(
        """{"log":{"level":3}}""", "at byte 16: $.log.level must be \"info\", \"warning\", \"error\" or \"debug\" and is 3")]
    [TestCase("""{"log":"stderr"}""", "at byte 7: $.log must be an object and is \"stderr\"")]
    [TestCase("""{"audit":"yes"}""", "at byte 9: $.audit must be true, false or \"all\" and is \"yes\"")]
    [TestCase("""{"audit":5}""", "at byte 9: $.audit must be true or false and is 5")]
    [TestCase("[]", "at byte 0: the document must be an object and is an array")]
    [TestCase("", "at byte 0: the document is empty")]
    [TestCase("""{"audit":true""", "at byte 13: the document ends before it is complete")]
    [TestCase("""{"audit":true,}""", "at byte 14: not JSON from here on: }")]
    [TestCase("// all\n{ /* here */ \"audit\": yes }", "at byte 29: not JSON from here on: yes }")]
    public void What_cannot_be_used_is_named_with_what_can(string json, string message) =>
        Assert.That(Error(json), Is.EqualTo($"/etc/c.json: {message}"));

    [Test]
    public void A_huge_one_is_refused() => Assert.That(
        Error("{}".PadRight(HostConfig.MaxBytes + 1)),
        Is.EqualTo("/etc/c.json: at byte 65536: the document goes on, but 65536 bytes are the most that is read"));

    private static HostConfig Parse(string json) => HostConfig.Parse(Encoding.UTF8.GetBytes(json), "/etc/c.json");

    private static string Error(string json) => Assert.Throws<DocumentException>(() => Parse(json))!.Message;
}
