using System.Net;
using System.Text;
using System.Text.Json;

namespace DevFlow.ServiceDefaults.Tests.Support;

/// <summary>A value with a mark, and the forms in which it could come out.</summary>
internal static class Canary
{
    public const string Value = "c4n4ry/of+this \"test\" 7f3a91";

    public static IReadOnlyList<string> Forms { get; } =
    [
        Value,
        Uri.EscapeDataString(Value),
        WebUtility.UrlEncode(Value),
        JsonSerializer.Serialize(Value).Trim('"'),
        Value.Replace("\"", "\\\"", StringComparison.Ordinal),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Value)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)).TrimEnd('='),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"a{Value}")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"ab{Value}z")),
    ];

    /// <summary>Fails when a form, or the mark that begins the value, stands in the text.</summary>
    public static void IsNotIn(string text)
    {
        Assert.All(Forms, form => Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("c4n4ry", text, StringComparison.OrdinalIgnoreCase);
    }
}
