using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Shared;

/// <summary>An exception as OpenTelemetry's attributes <c>exception.*</c> carry it.</summary>
internal static class ExceptionText
{
    /// <returns>The stack trace, which begins with type and message, or these where there is none; null when the attributes name no exception.</returns>
    public static string? Of(IReadOnlyList<Field> fields)
    {
        var (type, message, stack) = (fields.Find("exception.type"), fields.Find("exception.message"), fields.Find("exception.stacktrace"));
        if (type is null && message is null && stack is null)
            return null;
        var head = string.Join(": ", new[] { type, message }.OfType<string>());
        // .NET's text says both by itself, other languages' may be the frames alone.
        return stack is null ? head : message is null || stack.Contains(message, StringComparison.Ordinal) ? stack : $"{head}\n{stack}";
    }

    /// <summary>The attributes that its text does not say.</summary>
    public static IReadOnlyList<Field> Others(IReadOnlyList<Field> fields) =>
        [.. fields.Where(field => field.Name is not ("exception.type" or "exception.message" or "exception.stacktrace"))];
}
