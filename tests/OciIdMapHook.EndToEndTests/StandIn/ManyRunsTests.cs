namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class ManyRunsTests : StandInScenario
{
    [Test]
    public async Task Of_a_thousand_with_pinned_descriptors_none_is_wrong()
    {
        var facts = await Run.WithPins().WithSubmounts("data", "data", "etc")
            .With("--cwd", "root", "--root-by", "fd", "--readonly-root", "--repeat", "1000").RunAsync();

        Assert.That(facts["repeat.runs"], Is.EqualTo("1000"), facts.ToString());
        Assert.That(facts["repeat.wrong"], Is.EqualTo("0"), facts.ToString());
    }
}
