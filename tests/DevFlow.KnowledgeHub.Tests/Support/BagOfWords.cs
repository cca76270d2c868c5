using System.Text;
using System.Text.RegularExpressions;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>A model that needs no training: each word counts for one number of the vector. Texts with the same words are near to each other.</summary>
internal static partial class BagOfWords
{
    public static float[] VectorOf(string text, int dimension)
    {
        var vector = new float[dimension];
        foreach (Match word in Word().Matches(text.ToLowerInvariant()))
            vector[Hash(word.Value) % (uint)dimension]++;
        // A vector of nothing has no direction.
        if (vector.All(number => number == 0))
            vector[0] = 1;
        return vector;
    }

    private static uint Hash(string word)
    {
        var hash = 2166136261;
        foreach (var one in Encoding.UTF8.GetBytes(word))
            hash = (hash ^ one) * 16777619;
        return hash;
    }

    [GeneratedRegex(@"\w+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();
}
