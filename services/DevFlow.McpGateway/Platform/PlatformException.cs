using System.Net;

namespace DevFlow.McpGateway.Platform;

/// <summary>What a part of the platform refuses, or that it does not answer; the message is for whoever asked, and holds no value.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="status">What it answered; null when it did not.</param>
/// <param name="inner">The cause.</param>
internal sealed class PlatformException(string message, HttpStatusCode? status = null, Exception? inner = null) : Exception(message, inner)
{
    public HttpStatusCode? Status => status;

    /// <summary>Whether the caller may not, as opposed to that it cannot be done.</summary>
    public bool IsDenial => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
}
