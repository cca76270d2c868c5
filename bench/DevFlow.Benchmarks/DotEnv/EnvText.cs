using System.Text;

namespace DevFlow.Benchmarks;

/// <summary>A .env file as people write it: a comment above every sixth key, some values quoted, some with a comment behind.</summary>
internal static class EnvText
{
    public static string OfKeys(int keys)
    {
        var text = new StringBuilder();
        for (var i = 0; i < keys; i++)
        {
            if (i % 6 == 0)
                text.Append("\n# Group ").Append(i / 6).Append(": what these are for\n");
            var value = Sample.Values[i % Sample.Count];
            text.Append("KEY_").Append(i).Append('=').AppendLine((i % 6) switch
            {
                0 => "true",
                1 => $"\"{value}\"",
                2 => $"'{value}'",
                3 => "8080  # the port",
                _ => value,
            });
        }

        return text.ToString();
    }
}
