using System.Text.Json;

namespace DevFlow.WorkflowEngine.Webhooks;

internal static class JsonTimes
{
    /// <summary>A time as Atlassian's products write it: milliseconds since 1970.</summary>
    public static bool TryGetMilliseconds(this JsonElement element, out DateTimeOffset at)
    {
        at = default;
        if (element.ValueKind is not JsonValueKind.Number || !element.TryGetInt64(out var milliseconds) || milliseconds is < 0 or > 253_402_300_799_999)
            return false;
        at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return true;
    }
}
