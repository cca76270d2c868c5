using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Ends the start where JWT_SECRET cannot be used; where it cannot be had yet, who calls is told so.</summary>
internal sealed partial class TokenKeysCheck(TokenKeys keys, ILogger<TokenKeysCheck> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await keys.SigningAsync(cancellationToken);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Unavailable)
        {
            LogNoKey(fault.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogNoKey(string reason);
}
