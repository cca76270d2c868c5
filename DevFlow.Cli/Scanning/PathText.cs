using System.Text;
using System.Text.Unicode;

namespace DevFlow.Cli.Scanning;

/// <summary>A path of git, which is bytes, as people read it and as a file is opened by it.</summary>
internal static class PathText
{
    /// <summary>
    /// The path as it is when it is a plain text; else in quotes with the escapes of C, as git itself shows it: a terminal must not obey
    /// what stands in a name, and a place stays one line.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> path)
    {
        if (Utf8.IsValid(path) && !path.ContainsAnyInRange((byte)0, (byte)0x1F) && !path.ContainsAny((byte)'"', (byte)'\\', (byte)0x7F))
        {
            var text = Encoding.UTF8.GetString(path);
            if (!text.Any(char.IsControl))
                return text;
        }

        var quoted = new StringBuilder("\"");
        foreach (var b in path)
        {
            quoted.Append(b switch
            {
                (byte)'"' => "\\\"",
                (byte)'\\' => @"\\",
                (byte)'\n' => @"\n",
                (byte)'\t' => @"\t",
                >= 0x20 and < 0x7F => ((char)b).ToString(),
                _ => $"\\{Convert.ToString(b, 8).PadLeft(3, '0')}",
            });
        }

        return quoted.Append('"').ToString();
    }
}
