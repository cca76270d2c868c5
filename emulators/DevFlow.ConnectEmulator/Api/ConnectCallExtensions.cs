namespace DevFlow.ConnectEmulator;

internal static class ConnectCallExtensions
{
    /// <summary>The call of the Connect API that a request is; null before its token was found good.</summary>
    public static ConnectCall? Call(this HttpContext context) => context.Features.Get<ConnectCall>();

    public static ConnectCall GetCall(this HttpContext context) =>
        context.Call() ?? throw new InvalidOperationException("The request went past the authentication.");

    public static string Route(this HttpContext context, string name) => (string)context.GetRouteValue(name)!;
}
