namespace DevFlow.Secrets.Tests.Connect;

internal sealed record SentRequest(string Method, string Host, string Target, string? Authorization, string UserAgent, string? Body);
