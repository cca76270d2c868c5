using System.Security.Cryptography;
using System.Text;

namespace DevFlow.KnowledgeHub.Documents;

/// <summary>Ids that are what they name: done again, a thing has the id that it had, so that nothing is there twice.</summary>
internal static class Ids
{
    public static Guid Of(params IEnumerable<string?> parts) =>
        // The length in front: "a", "bc" is not "ab", "c".
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part?.Length ?? -1}:{part}")))).AsSpan(0, 16));

    /// <summary>A document as one model sees it.</summary>
    public static string Revision(string hash, string model) => Of(hash, model).ToString();
}
