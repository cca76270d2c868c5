using System.Security.Cryptography;
using System.Text;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Compares without telling by its time how much of a guess was right, nor how long the right one is.</summary>
internal static class ConstantTime
{
    public static bool AreEqual(string a, string b) => CryptographicOperations.FixedTimeEquals(Hash(a), Hash(b));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
