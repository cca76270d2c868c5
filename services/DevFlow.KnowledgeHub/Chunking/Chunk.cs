using System.Security.Cryptography;
using System.Text;

namespace DevFlow.KnowledgeHub.Chunking;

/// <summary>A piece of a document as it is found.</summary>
/// <param name="Index">Its number in the document, from 0.</param>
/// <param name="Text">What it says.</param>
/// <param name="Heading">The headings that it stands under.</param>
/// <param name="Place">Where it begins, for people.</param>
internal sealed record Chunk(int Index, string Text, string Heading, string Place)
{
    /// <summary>What the model sees of it: under which headings it stands tells what it is about.</summary>
    public string Embedded => Heading is "" ? Text : $"{Heading}\n\n{Text}";

    /// <summary>What is the same has the same vector, in whatever document it stands.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Embedded)));
}
