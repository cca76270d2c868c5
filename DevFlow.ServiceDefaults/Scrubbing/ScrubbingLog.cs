using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults;

internal static partial class ScrubbingLog
{
    [LoggerMessage(
        1, LogLevel.Warning,
        "A span {Span} is not exported: {Part} holds a secret's value and cannot be changed any more. Leave the value out where it is added")]
    public static partial void SpanWithheld(ILogger logger, string span, string part);
}
