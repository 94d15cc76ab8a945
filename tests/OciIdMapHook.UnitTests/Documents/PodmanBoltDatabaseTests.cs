using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

/// <summary>What Podman's older database, one that Podman 4.3 has written, says of a container.</summary>
public sealed class PodmanBoltDatabaseTests
{
    private const string Plain = "67adf6c049946b15d93576d7f492918094928a9d56dbbd6c0e99ec06a1ba712c";
    private const string Overlay = "a0aac9679e03c8693cd8145f2780c7a38374fc866c586212c5578a3c55cf9dd4";

    private static readonly byte[] Database = File.ReadAllBytes(
        Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "podman-database", "bolt_state.db"));

    [Test]
    public void A_record_longer_than_a_page_is_read() => Assert.That(
        PodmanDocuments.FindContainerInBolt(Database, Plain),
        Is.EqualTo(new PodmanContainer { Id = Plain, Rootfs = "/srv/root", WorkingDirectory = "/srv", Runtime = "runc" }));

    [Test]
    public void An_overlay_over_a_folder_is_told_from_the_folder() => Assert.That(
        PodmanDocuments.FindContainerInBolt(Database, Overlay),
        Is.EqualTo(
            new PodmanContainer
            {
                Id = Overlay,
                Rootfs = "/srv/other",
                IsOverlay = true,
                WorkingDirectory = "/",
                Runtime = "crun",
            }));

    [Test]
    public void An_unknown_container_is_not_found() => Assert.That(
        PodmanDocuments.FindContainerInBolt(Database, new string('d', 64)), Is.Null);

    [Test]
    public void Another_file_is_refused() => Assert.That(
        () => PodmanDocuments.FindContainerInBolt("SQLite format 3, however long it is, is another database altogether"u8, Plain),
        Throws.TypeOf<DocumentException>().With.Message.EqualTo("no bbolt database"));

    /// <summary>Pages that are not in use may be written to while they are read.</summary>
    [Test]
    public void Torn_pages_give_the_container_or_none_or_a_sentence()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var torn = (byte[])Database.Clone();
            for (var i = 0; i < 20; i++)
                torn[random.Next(0, torn.Length)] = (byte)random.Next(256);
            for (var page = 0; page < torn.Length; page += 4096)
                torn[page + random.Next(0, 64)] = (byte)random.Next(256);
            var length = random.Next(4) == 0 ? random.Next(0, torn.Length) : torn.Length;
            try
            {
                var found = PodmanDocuments.FindContainerInBolt(torn.AsSpan(0, length), Plain);
                Assert.That(found?.Id, Is.Null.Or.EqualTo(Plain));
            }
            catch (DocumentException exception)
            {
                Assert.That(exception.Message, Is.EqualTo("no bbolt database"));
            }
        }
    }
}
