using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

public sealed class ProbeMapsTests
{
    [TestCase("         0          0 4294967295\n", "0 100000 65536\n")]
    [TestCase("         0       1000          1\n         1     100000     165536\n", "0 100000 65536\n")]
    [TestCase("         0       1000          1\n         1     100000     165000\n", "0 0 1\n")]
    [TestCase("         5       1000          1\n", "0 5 1\n")]
    [TestCase("", "0 0 1\n")]
    public void A_map_is_chosen_that_the_caller_may_write(string ownMap, string chosen) =>
        Assert.That(ProbeMap.Choose(ownMap), Is.EqualTo(chosen));
}
