namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>A refusal of an OAuth door: <c>{"error","error_description"}</c> with 400, or 401 for a client that is not who it says.</summary>
public sealed class OAuthProblem(string error, string description, int status = 400) : Exception(description)
{
    public string Error { get; } = error;
    public int Status { get; } = status;

    public IResult ToResult() => Results.Json(new { error = Error, error_description = Message }, statusCode: Status);
}

/// <summary>What each OAuth door does with its parameters and problems.</summary>
public static class OAuthRequests
{
    /// <summary>Form and query parameters together; the form wins.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ParametersAsync(HttpRequest request)
    {
        var parameters = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        if (!request.HasFormContentType) return parameters;
        try
        {
            foreach (var (name, value) in await request.ReadFormAsync(request.HttpContext.RequestAborted)) parameters[name] = value.ToString();
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException)
        {
            throw new OAuthProblem("invalid_request", "the form cannot be read");
        }

        return parameters;
    }

    /// <summary>Answers no cache may keep; a problem becomes its JSON.</summary>
    public static async Task<IResult> AnswerAsync(HttpContext context, Func<IReadOnlyDictionary<string, string>, IResult> work)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        try
        {
            return work(await ParametersAsync(context.Request));
        }
        catch (OAuthProblem problem)
        {
            return problem.ToResult();
        }
    }
}
