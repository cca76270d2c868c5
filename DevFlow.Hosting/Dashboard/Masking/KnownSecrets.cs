using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Dashboard;

/// <summary>
/// The secrets of the application: the values of its secret parameters, as soon as somebody has asked for them. Before that, none of
/// its processes can have been given one.
/// </summary>
internal sealed class KnownSecrets
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<ParameterResource> _notAskedYet = [];
    private readonly HashSet<ParameterResource> _known = [];
    private SecretMask _mask = new([]);

    /// <summary>Knows what is known at this moment.</summary>
    public SecretMask Now
    {
        get
        {
            lock (_gate)
            {
                foreach (var parameter in _notAskedYet.Where(parameter => parameter.ValueIfKnown is not null).ToList())
                {
                    _notAskedYet.Remove(parameter);
                    Take(parameter.ValueIfKnown!);
                }

                return _mask;
            }
        }
    }

    public void Add(string value)
    {
        lock (_gate)
            Take(value);
    }

    /// <summary>Takes in values of whoever knows more secrets. What is no longer than a word is left out.</summary>
    /// <exception cref="DistributedApplicationException">They cannot be had.</exception>
    public void Add(IEnumerable<DashboardMask> masks)
    {
        List<string> values;
        try
        {
            values = [.. masks.SelectMany(mask => mask.Values()).Where(value => value is { Length: >= SecretForms.Shortest })];
        }
        catch (Exception fault)
        {
            // Its message may hold what nobody can hide by now.
            throw new DistributedApplicationException($"the values that it must not be told cannot be read ({fault.GetType().Name})", fault);
        }

        lock (_gate)
            Take([.. values]);
    }

    public void Add(ParameterResource parameter)
    {
        lock (_gate)
        {
            if (parameter.Secret && _known.Add(parameter))
                _notAskedYet.Add(parameter);
        }
    }

    /// <summary>Takes in what a value is made of.</summary>
    /// <returns>Whether it is made of a secret.</returns>
    public bool AddBehind(object value)
    {
        var secrets = References.Behind(value).OfType<ParameterResource>().Where(parameter => parameter.Secret).ToList();
        secrets.ForEach(Add);
        return secrets.Count > 0;
    }

    /// <summary>
    /// Asks for the values that somebody can have written elsewhere too, before the first text is looked at. What is generated was written
    /// by nobody, and is not to be generated because of this.
    /// </summary>
    public static async Task AskAsync(IEnumerable<ParameterResource> parameters)
    {
        foreach (var parameter in parameters.Where(parameter => parameter is { Secret: true, Default: not GenerateParameterDefault }))
        {
            try
            {
                await parameter.GetValueAsync(CancellationToken.None);
            }
            catch (Exception)
            {
                // It has none. Who needs it will say so.
            }
        }
    }

    private void Take(params ReadOnlySpan<string> values)
    {
        var before = _values.Count;
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
                _values.Add(value);
        }

        if (_values.Count > before)
            _mask = new(_values);
    }
}
