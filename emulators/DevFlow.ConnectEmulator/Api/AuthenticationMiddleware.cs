namespace DevFlow.ConnectEmulator;

/// <summary>Lets nobody into the API without a token, nor before the server has its data.</summary>
internal static class AuthenticationMiddleware
{
    public static Task InvokeAsync(HttpContext context, Emulator emulator, RequestDelegate next)
    {
        var token = emulator.Tokens.Authenticate(context.Request.Headers.Authorization);
        emulator.Health.Unlock();
        if (emulator.Health.State != HealthState.Ready)
            throw new ApiException(StatusCodes.Status500InternalServerError, "failed to initiate, review service logs for details");
        context.Features.Set(new ConnectCall(emulator, token, context.Features.Get<RequestConditions>() ?? new RequestConditions()));
        return next(context);
    }
}
