namespace OciIdMapHook.Documents;

/// <summary>Which known word somebody meant who wrote another one.</summary>
internal static class Nearest
{
    /// <param name="word">What was written.</param>
    /// <param name="known">One at least; of two that are equally near the first one counts.</param>
    public static string Of(string word, ReadOnlySpan<string> known)
    {
        var nearest = known[0];
        foreach (var candidate in known)
        {
            if (Distance(word, candidate) < Distance(word, nearest))
                nearest = candidate;
        }

        return nearest;
    }

    /// <summary>Of Levenshtein: how many letters to put in, take out or change. Capitals count as small letters.</summary>
    private static int Distance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j < row.Length; j++)
            row[j] = j;
        foreach (var letter in from)
        {
            var diagonal = row[0]++;
            for (var j = 1; j < row.Length; j++)
            {
                var changed = diagonal + (char.ToLowerInvariant(letter) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(diagonal, row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
