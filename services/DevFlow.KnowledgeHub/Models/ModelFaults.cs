using System.ClientModel;

namespace DevFlow.KnowledgeHub.Models;

/// <summary>Says why there is no answer, and what a person can do; nothing of what AOSentry wrote, which may quote what was sent.</summary>
internal static class ModelFaults
{
    public static ModelException Of(Exception fault) => fault switch
    {
        ClientResultException { Status: StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden } =>
            new(ModelFault.Denied, $"AOSentry refuses {Aosentry.ApiKey}: it is wrong, was revoked, or may not use this model. Set the right one in .env.", fault),
        ClientResultException { Status: StatusCodes.Status429TooManyRequests or StatusCodes.Status402PaymentRequired } =>
            new(ModelFault.Busy, $"AOSentry takes no more calls now of {Aosentry.ApiKey}: its limit or its budget is used up. Try again later.", fault),
        ClientResultException { Status: StatusCodes.Status404NotFound } =>
            new(ModelFault.Broken, $"AOSentry knows no such model for {Aosentry.ApiKey}: look at AOSENTRY_API_URL, DEFAULT_EMBEDDING_MODEL and DEFAULT_CHAT_MODEL.", fault),
        ClientResultException { Status: StatusCodes.Status408RequestTimeout } =>
            new(ModelFault.Away, $"AOSentry did not answer in time. Try again later; the key is {Aosentry.ApiKey}.", fault),
        ClientResultException { Status: >= 400 and < 500 and var status } =>
            new(ModelFault.Refused, $"AOSentry will not have the text ({status}): it is too long for the model, or not allowed to {Aosentry.ApiKey}.", fault),
        ClientResultException { Status: >= 500 and var status } =>
            new(ModelFault.Broken, $"AOSentry failed ({status}). Try again later; the key is {Aosentry.ApiKey}, the address AOSENTRY_API_URL.", fault),
        ClientResultException or HttpRequestException or IOException or AggregateException =>
            new(ModelFault.Away, $"AOSentry does not answer, so that nothing can be embedded: look at AOSENTRY_API_URL, and whether {Aosentry.ApiKey} is the key for it.", fault),
        OperationCanceledException =>
            new(ModelFault.Away, $"AOSentry did not answer in time. Try again later; the key is {Aosentry.ApiKey}.", fault),
        _ => new(ModelFault.Broken, $"AOSentry's answer is none that is understood ({fault.GetType().Name}): look at AOSENTRY_API_URL, and whether {Aosentry.ApiKey} is the key for it.", fault),
    };
}
