namespace DevFlow.Secrets.Tests.Connect;

internal sealed class ScriptedHandler(Reply answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(request, cancellationToken);
}
