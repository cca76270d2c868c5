using System.Buffers;
using System.Text;
using DevFlow.Secrets;

namespace DevFlow.Cli.Scanning;

/// <summary>Takes the secrets out of what is printed of places: a file is called what somebody called it.</summary>
internal sealed class PathMask(SecretSearch? known)
{
    private readonly SecretFinder _finder = new(known);

    public byte[] Of(ReadOnlySpan<byte> path)
    {
        var masked = new ArrayBufferWriter<byte>(path.Length + 1);
        var from = 0;
        foreach (var hit in _finder.Find(path, 0))
        {
            if (hit.Start >= from)
            {
                masked.Write(path[from..hit.Start]);
                masked.Write("***"u8);
            }

            from = Math.Max(from, hit.End);
        }

        masked.Write(path[from..]);
        return masked.WrittenSpan.ToArray();
    }

    public string Of(string text) => Encoding.UTF8.GetString(Of(Encoding.UTF8.GetBytes(text)));
}
