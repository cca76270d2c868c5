using System.Numerics;

namespace DevFlow.QdrantEmulator;

/// <summary>What a distance does to vectors and scores.</summary>
internal static class DistanceMath
{
    // Qdrant's bounds: a vector that is normalised already keeps its bits.
    private const float Zero = 1.1920929e-7f;
    private const float NearOne = 1.0e-6f;

    public static bool IsLargerBetter(this Distance distance) => distance is Distance.Cosine or Distance.Dot;

    /// <summary>A vector as it is stored: of length one under Cosine, unless it is zero.</summary>
    public static float[] Prepare(this Distance distance, float[] vector)
    {
        if (distance != Distance.Cosine)
            return vector;
        var length = Dot(vector, vector);
        if (length < Zero || Math.Abs(length - 1) <= NearOne)
            return vector;
        var root = Math.Sqrt(length);
        return Array.ConvertAll(vector, value => (float)(value / root));
    }

    public static float Score(this Distance distance, float[] left, float[] right) => (float)(distance switch
    {
        Distance.Euclid => Math.Sqrt(Sum(left, right, difference => difference * difference)),
        Distance.Manhattan => Sum(left, right, Math.Abs),
        _ => Dot(left, right),
    });

    // Summed up as doubles, several at a time: of 10,000 vectors of 3,072 numbers one by one would take some 30 ms.
    private static double Dot(float[] left, float[] right)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        var index = 0;
        for (; index <= left.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(left, index), out var leftLow, out var leftHigh);
            Vector.Widen(new Vector<float>(right, index), out var rightLow, out var rightHigh);
            low += leftLow * rightLow;
            high += leftHigh * rightHigh;
        }

        var sum = Vector.Sum(low + high);
        for (; index < left.Length; index++)
            sum += (double)left[index] * right[index];
        return sum;
    }

    private static double Sum(float[] left, float[] right, Func<double, double> of)
    {
        double sum = 0;
        for (var index = 0; index < left.Length; index++)
            sum += of((double)left[index] - right[index]);
        return sum;
    }
}
