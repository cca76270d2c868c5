namespace DevFlow.Secrets;

/// <summary>
/// Sends the files of the audit to a replica as they grow. The files are its queue: while the replica is away nothing is held in memory, and a
/// process that comes after this one goes on where the replica says. It never changes or removes a file.
/// </summary>
public sealed class AuditShipper
{
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _brokenRest = TimeSpan.FromMinutes(1);

    private readonly AuditShipperOptions _options;
    private readonly Dictionary<string, AuditShipment> _shipments = new(StringComparer.Ordinal);
    private Dictionary<string, AuditReplicaHead>? _heads;
    private bool _isAway;

    /// <summary>Nothing is read or sent before <see cref="RunAsync"/>.</summary>
    /// <param name="options">What is sent where.</param>
    public AuditShipper(AuditShipperOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Sends until the token ends it. Whatever goes wrong meanwhile is logged, and tried again.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await SendAsync(cancellationToken);
                Back();
                failures = 0;
                await Task.Delay(_options.LookEvery, _options.TimeProvider, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever the replica or a disk throws, the audit goes on to be sent.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Away(fault);
                await Task.Delay(Delay(failures++), _options.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Sends what there is now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many records the replica did not have yet.</returns>
    /// <exception cref="VaultException">The replica does not answer, or refuses.</exception>
    public async Task<long> SendAsync(CancellationToken cancellationToken)
    {
        long taken = 0;
        foreach (var file in AuditFiles.Chains(_options.Folder).Where(file => _options.Ships(file.Name.Split('.')[0])))
        {
            _heads ??= (await _options.Replica.HeadsAsync(cancellationToken)).ToDictionary(head => head.File, StringComparer.Ordinal);
            if (!_shipments.TryGetValue(file.Name, out var shipment))
                _shipments.Add(file.Name, shipment = new(file.FullName, _heads.GetValueOrDefault(file.Name)));
            taken += await SendAsync(shipment, cancellationToken);
        }

        return taken;
    }

    private async Task<long> SendAsync(AuditShipment shipment, CancellationToken cancellationToken)
    {
        if (shipment.RestsUntil is { } rest && _options.TimeProvider.GetUtcNow() < rest)
            return 0;
        long taken = 0;
        while (await NextAsync(shipment, cancellationToken) is { } batch)
        {
            var answer = await _options.Replica.AppendAsync(batch, cancellationToken);
            taken += answer.Taken;
            if (answer.Outcome is AuditAppendOutcome.Taken)
            {
                shipment.Taken();
                // What was written meanwhile waits for the next look: of a busy service each batch would be a handful of records, without an end.
                if (!shipment.HasMore)
                    break;
                continue;
            }

            shipment.Rewind(answer);
            if (answer.Outcome is AuditAppendOutcome.Gap && !batch.FromStart)
                continue;
            Rest(shipment, answer.Seq, answer.Reason ?? "");
            break;
        }

        return taken;
    }

    private async ValueTask<AuditBatch?> NextAsync(AuditShipment shipment, CancellationToken cancellationToken)
    {
        try
        {
            return await shipment.NextAsync(_options.MaxBatchBytes, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Rest(shipment, seq: 0, fault.Message);
            return null;
        }
    }

    // The others go on; somebody may put this file right.
    private void Rest(AuditShipment shipment, long seq, string reason)
    {
        shipment.RestsUntil = _options.TimeProvider.GetUtcNow() + _brokenRest;
        if (shipment.Fault != reason)
            SecretAuditLog.NotTaken(_options.Logger, shipment.Name, seq, reason);
        shipment.Fault = reason;
    }

    private TimeSpan Delay(int failures)
    {
        var delay = _firstDelay * Math.Pow(2, Math.Min(failures, 20));
        return delay < _options.MaxDelay ? delay : _options.MaxDelay;
    }

    // Said once when it goes and once when it is back.
    private void Away(Exception fault)
    {
        // What was under way may have been taken or not: the replica is asked.
        _heads = null;
        _shipments.Clear();
        if (!_isAway)
            SecretAuditLog.ReplicaAway(_options.Logger, fault is VaultException ? fault.Message : fault.GetType().Name);
        _isAway = true;
    }

    private void Back()
    {
        if (_isAway)
            SecretAuditLog.ReplicaBack(_options.Logger);
        _isAway = false;
    }
}
