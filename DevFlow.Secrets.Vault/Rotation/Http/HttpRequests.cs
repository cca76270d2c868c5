using System.Net.Http.Headers;

namespace DevFlow.Secrets.Vault;

/// <summary>Makes the requests that a rotator's file describes.</summary>
internal static class HttpRequests
{
    /// <summary>The request of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="valueOf">What its names stand for.</param>
    /// <exception cref="RotationException">A value cannot stand where it is to.</exception>
    public static HttpRequestMessage Make(HttpStep step, Func<TemplateName, string> valueOf)
    {
        var address = new Uri(step.Url.Fill(name => Segment(step, name, valueOf(name))));
        var request = new HttpRequestMessage(step.Method, address);
        foreach (var (name, value) in step.Headers)
            Add(request, step, name, value.Fill(valueOf));
        if (step.IdempotencyHeader is { } header)
            Add(request, step, header, valueOf(new(TemplateName.Run, Name: null)));
        if (step.Json is { } json)
            request.Content = new ByteArrayContent(json.Fill(valueOf)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        else if (step.Form is { } form)
            request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value.Fill(valueOf))));
        return request;
    }

    // An id that a provider gave, and that is to name one thing below the path that is written down.
    private static string Segment(HttpStep step, TemplateName name, string value) => value is not ("" or "." or "..") && !value.Any(char.IsControl)
        ? Uri.EscapeDataString(value)
        : throw new RotationException($"{step.Place}: what {name} stands for cannot be a part of an address");

    private static void Add(HttpRequestMessage request, HttpStep step, string name, string value)
    {
        // What the client would throw quotes the value.
        if (!value.All(c => c is >= ' ' and <= '~') || !request.Headers.TryAddWithoutValidation(name, value))
            throw new RotationException($"{step.Place}: the header '{name}' of step '{step.Name}' would hold what no header can, such as a line break");
    }
}
