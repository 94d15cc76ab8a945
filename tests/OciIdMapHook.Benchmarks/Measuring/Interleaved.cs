namespace OciIdMapHook.Benchmarks.Measuring;

/// <summary>
/// Measures all sides of a comparison in one loop, in turn: A B C A B C … Whatever slows the machine down for a while slows all
/// of them. Nothing is pinned to a processor: the sides have different numbers of threads, and that would favour some.
/// </summary>
internal static class Interleaved
{
    /// <param name="warmUps">Rounds that do not count.</param>
    /// <param name="rounds">Rounds that do.</param>
    /// <param name="sides">Each takes one sample.</param>
    /// <returns>The samples of each side.</returns>
    public static async Task<IReadOnlyList<T[]>> TakeAsync<T>(int warmUps, int rounds, params Func<Task<T>>[] sides)
    {
        var samples = sides.Select(_ => new T[rounds]).ToArray();
        for (var round = -warmUps; round < rounds; round++)
        {
            for (var side = 0; side < sides.Length; side++)
            {
                var sample = await sides[side]();
                if (round >= 0)
                    samples[side][round] = sample;
            }
        }

        return samples;
    }

    /// <inheritdoc cref="TakeAsync"/>
    public static async Task<IReadOnlyList<Samples>> MeasureAsync(int warmUps, int rounds, params Func<Task<double>>[] sides) =>
        [.. (await TakeAsync(warmUps, rounds, sides)).Select(values => new Samples(values))];
}
