namespace DevFlow.Secrets.Tests.Connect;

internal delegate Task<HttpResponseMessage> Reply(HttpRequestMessage request, CancellationToken cancellationToken);
