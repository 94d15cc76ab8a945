using System.Collections.Concurrent;

namespace OciIdMapHook.EndToEndTests.MountPoints;

/// <summary>
/// Podman on roots that lack what a container needs: with a user namespace and the hook the container ends and sees the same, and
/// leaves the same files on disk, as without either.
/// </summary>
public sealed class RootsWithoutMountPointsTests
{
    private const int Status = 7; // of the container's program

    private static readonly ConcurrentDictionary<MountPointCase, string> Cells = [];

    private static IEnumerable<MountPointCase> Cases => MountPointSetting.All.SelectMany(setting => setting.Cases);

    [TestCaseSource(nameof(Cases))]
    public async Task Are_as_without_a_user_namespace(MountPointCase container)
    {
        var (without, with) = (await MountPointBatch.OfAsync(container.Setting)).Of(container);

        Cells[container] = "DIFFERS";
        Assert.That(with.DifferencesFrom(without), Is.Empty, with.StandardError);
        Assert.That(with.Disk, Has.All.StartsWith("0:0 "), "on disk");
        Cells[container] = with.ExitCode == Status ? "same" : "same refusal";
    }

    /// <summary>A matrix of which nothing starts would be green.</summary>
    [Test]
    public async Task Start_but_for_a_working_directory_that_is_missing()
    {
        foreach (var setting in MountPointSetting.All)
        {
            var batch = await MountPointBatch.OfAsync(setting);
            var started = setting.Cases.Where(container => batch.Of(container).With.ExitCode == Status)
                .Select(container => container.Kind);

            Assert.That(started.Distinct().ToArray(), Has.Length.EqualTo(9).And.Not.Contains("workdir"), setting.ToString());
            Assert.That(
                batch.Of(setting.Cases.First()).With.Inside,
                Does.Contain("the root can be written to").And.Contain("the link mtab can be removed"));
        }
    }

    [OneTimeTearDown]
    public static Task Write_the_table()
    {
        var kinds = MountPointSetting.All[0].Cases.Select(container => container.Kind).Distinct().ToArray();
        var rows = Cells.Keys.GroupBy(container => $"{container.Setting} {container.Root}")
            .OrderBy(row => row.Key, StringComparer.Ordinal);
        return File.WriteAllLinesAsync(Path.Combine(Repository.Root, "artifacts", "mount-points-table.md"),
        [
            $"| root without mount points | {string.Join(" | ", kinds)} |",
            $"| --- |{string.Concat(kinds.Select(_ => " --- |"))}",
            .. rows.Select(row => $"| {row.Key} | {string.Join(" | ", kinds.Select(kind => CellOf(row, kind)))} |"),
            "",
        ]);
    }

    private static string CellOf(IEnumerable<MountPointCase> row, string kind) =>
        row.FirstOrDefault(container => container.Kind == kind) is { } container ? Cells[container] : "";
}
