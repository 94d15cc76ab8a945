using System.Text.RegularExpressions;

namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>
/// Containers that come up with files of nobody's where there is no hook: with it each file has its owner, or the container is
/// refused by a sentence that says what to do. Where the hook is not the host's root it may have to leave them as they are, and
/// says so.
/// </summary>
public sealed partial class WrongWithoutTheHookTests
{
    private static readonly HarmlessnessTable Table = new("not-right-without-table.md");

    private static IEnumerable<ContainerCase> Cases => EngineSetting.WrongWithout.SelectMany(setting => setting.Cases);

    [TestCaseSource(nameof(Cases))]
    public async Task Is_made_right_or_refused(ContainerCase container)
    {
        var batch = await Batch.OfAsync(container.Setting, EngineSetting.WrongWithout);
        var (without, with) = batch.Of(container);
        if (!without.Started)
        {
            Table.AddNotStarting(container, without.Reason);
            return;
        }

        Table.Add(container, "WRONG");
        Table.Add(container, Judge(container, batch.Image, without, with));
    }

    private static string Judge(ContainerCase container, Files image, Observation without, Observation with)
    {
        var said = $"{with.StandardError}\nThe hook: {with.HookSaid}";
        if (!without.HasUserNamespace || without.WrongFiles(image).Count == 0)
        {
            Assert.That(with.DifferencesFrom(without), Is.Empty, said);
            return "same";
        }

        if (!with.Started)
        {
            Assert.That(with.ExitCode, Is.GreaterThan(Observation.EngineFailed), said);
            Assert.That(with.Sentence, Does.Match(WhatToDo()), said);
            return "refused";
        }

        // A container without a root has nobody's files whatever is done. runc lets out what a hook says only where it fails.
        var mayBeLeft = container.Setting.IsRootless || container.UserNamespace.Name == "without-id-0";
        if (mayBeLeft && with.WrongFiles(image).Count > 0 && (container.Runtime == "runc" || WhatToDo().IsMatch(with.Sentence)))
        {
            Assert.That(with.DifferencesFrom(without), Is.Empty, said);
            return "as without, warned";
        }

        Assert.That(with.WrongFiles(image), Is.Empty, said);
        Assert.That(with.ExitCode, Is.EqualTo(without.ExitCode), said);
        Assert.That(with.MountsWhateverIsIdMapped, Is.EqualTo(without.MountsWhateverIsIdMapped), said);
        return "right";
    }

    /// <summary>A matrix of which nothing starts would be green.</summary>
    [TestCaseSource(nameof(LeastStarting))]
    public async Task Is_seen_on_no_fewer_than(string root, int count)
    {
        var wrong = 0;
        foreach (var setting in EngineSetting.WrongWithout.Where(setting => setting.Root == root))
        {
            var batch = await Batch.OfAsync(setting, EngineSetting.WrongWithout);
            wrong += setting.Cases.Select(container => batch.Of(container).Without)
                .Count(without => without.Started && without.WrongFiles(batch.Image).Count > 0);
        }

        Assert.That(wrong, Is.AtLeast(count));
    }

    private static IEnumerable<TestCaseData> LeastStarting =>
    [
        new("plain", 54), new("overlay", 54), new("tmpfs", 54), new("rootfs-option-overlay", 52), new("idmapped-otherwise", 54),
    ];

    [OneTimeTearDown]
    public static async Task Write_the_table()
    {
        await Batch.AllEndedAsync();
        await Table.WriteAsync();
    }

    // Each sentence has the command, the option or the setting in it that helps.
    [GeneratedRegex("oci-idmap-hook: .*(chown|annotation|mount |run the (hook|engine)|add a range|must run|oci-idmapctl)")]
    private static partial Regex WhatToDo();
}
