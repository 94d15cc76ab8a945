namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>
/// Containers whose engine has given them the right owners by itself: each file's owner, mode and extended attributes inside and
/// on disk, the mounts and the exit status are the same with the hook as without it.
/// </summary>
public sealed class RightWithoutTheHookTests
{
    private static readonly HarmlessnessTable Table = new("harmlessness-table.md");

    private static IEnumerable<ContainerCase> Cases => EngineSetting.RightWithout.SelectMany(setting => setting.Cases);

    /// <summary>What does not start without the hook either is in the table, with the engine's own words.</summary>
    [TestCaseSource(nameof(Cases))]
    public async Task Stays_the_same(ContainerCase container)
    {
        var (without, with) = (await Batch.OfAsync(container.Setting, EngineSetting.RightWithout)).Of(container);
        if (!without.Started)
        {
            Table.AddNotStarting(container, without.Reason);
            return;
        }

        Table.Add(container, "DIFFERS");
        Assert.That(with.DifferencesFrom(without), Is.Empty, $"{with.StandardError}\nThe hook: {with.HookSaid}");
        Table.Add(container, "same");
    }

    /// <summary>A matrix of which nothing starts would be green.</summary>
    [TestCaseSource(nameof(LeastStarting))]
    public async Task Is_seen_on_no_fewer_than(string root, int count)
    {
        var started = 0;
        foreach (var setting in EngineSetting.RightWithout.Where(setting => setting.Root == root))
        {
            var batch = await Batch.OfAsync(setting, EngineSetting.RightWithout);
            started += setting.Cases.Count(container => batch.Of(container).Without.Started);
        }

        Assert.That(started, Is.AtLeast(count));
    }

    private static IEnumerable<TestCaseData> LeastStarting =>
    [
        new("layers-idmapped", 64), new("layers-chowned", 72), new("layers-vfs", 60), new("layers-labelled", 6),
        new("plain-chowned", 64), new("plain-idmapped", 56), new("rootfs-option-idmap", 28),
    ];

    [OneTimeTearDown]
    public static async Task Write_the_table()
    {
        await Batch.AllEndedAsync();
        await Table.WriteAsync();
    }
}
