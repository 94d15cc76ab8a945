namespace OciIdMapHook.Sequences;

/// <summary>
/// What the hook uses of LINQ, at once and into lists. LINQ's own iterators know a dozen ways through each kind of sequence, for
/// each kind of item: a twentieth of the executable, for lists of ten.
/// </summary>
public static class Sequence
{
    public static IReadOnlyList<TResult> Select<T, TResult>(this IEnumerable<T> items, Func<T, TResult> selector)
    {
        var results = new List<TResult>();
        foreach (var item in items)
            results.Add(selector(item));
        return results;
    }

    public static IReadOnlyList<T> Where<T>(this IEnumerable<T> items, Func<T, bool> predicate)
    {
        var results = new List<T>();
        foreach (var item in items)
        {
            if (predicate(item))
                results.Add(item);
        }

        return results;
    }

    public static bool Any<T>(this IEnumerable<T> items, Func<T, bool> predicate)
    {
        foreach (var item in items)
        {
            if (predicate(item))
                return true;
        }

        return false;
    }

    public static bool All<T>(this IEnumerable<T> items, Func<T, bool> predicate)
    {
        foreach (var item in items)
        {
            if (!predicate(item))
                return false;
        }

        return true;
    }

    public static bool Contains(this IEnumerable<string> items, string item)
    {
        foreach (var one in items)
        {
            if (one == item)
                return true;
        }

        return false;
    }

    public static T? FirstOrDefault<T>(this IEnumerable<T> items, Func<T, bool> predicate)
    {
        foreach (var item in items)
        {
            if (predicate(item))
                return item;
        }

        return default;
    }

    public static T? LastOrDefault<T>(this IEnumerable<T> items, Func<T, bool> predicate)
    {
        T? last = default;
        foreach (var item in items)
            last = predicate(item) ? item : last;
        return last;
    }

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static T First<T>(this IEnumerable<T> items, Func<T, bool> predicate)
    {
        foreach (var item in items)
        {
            if (predicate(item))
                return item;
        }

        throw new InvalidOperationException("no item of the sequence is such a one");
    }

    public static int Count<T>(this IEnumerable<T> items, Func<T, bool> predicate)
    {
        var count = 0;
        foreach (var item in items)
            count += predicate(item) ? 1 : 0;
        return count;
    }

    public static T[] ToArray<T>(this IEnumerable<T> items) => [.. items];

    public static Dictionary<TKey, T> ToDictionary<T, TKey>(this IEnumerable<T> items, Func<T, TKey> key)
        where TKey : notnull
    {
        var dictionary = new Dictionary<TKey, T>();
        foreach (var item in items)
            dictionary.Add(key(item), item);
        return dictionary;
    }

    public static IReadOnlyList<T> Reverse<T>(this IReadOnlyList<T> items)
    {
        var reversed = new List<T>(items);
        reversed.Reverse();
        return reversed;
    }

    /// <summary>In the order of their keys; those with the same one stay in theirs.</summary>
    public static IReadOnlyList<T> OrderBy<T>(this IEnumerable<T> items, Func<T, int> key)
    {
        var sorted = new List<T>();
        foreach (var item in items)
        {
            var place = sorted.Count;
            while (place > 0 && key(sorted[place - 1]) > key(item))
                place--;
            sorted.Insert(place, item);
        }

        return sorted;
    }
}
