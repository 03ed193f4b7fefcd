using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Control;

/// <summary>
/// Registers the simulator's own doors, apart from the cloud's paths. While time stands still a door answers
/// only after the notifications that it caused were posted.
/// </summary>
internal sealed class ControlRoutes(IEndpointRouteBuilder routes, WebexCloud cloud)
{
    public void Get(string path, Func<HttpContext, object> answer) => Map("GET", path, (http, _) => Locked(() => answer(http)));

    public void Post(string path, Func<HttpContext, JsonBody, object> answer) => Map("POST", path, (http, body) => Locked(() => answer(http, body)));

    public void PostAsync(string path, Func<HttpContext, JsonBody, Task<object>> answer) => Map("POST", path, async (http, body) => Reply.Ok(await answer(http, body)));

    public void Delete(string path, Func<HttpContext, object> answer) => Map("DELETE", path, (http, _) => Locked(() => answer(http)));

    private void Map(string method, string path, Func<HttpContext, JsonBody, Task<Reply>> answer)
    {
        RequestDelegate door = async http =>
        {
            Reply reply;
            try
            {
                var body = method == "POST" ? await JsonBody.ReadAsync(http.Request, http.RequestAborted) : JsonBody.Empty;
                reply = await answer(http, body);
                if (method != "GET" && cloud.Clock.Stepped)
                {
                    await cloud.Road.IdleAsync();
                }
            }
            catch (WebexFailure failure)
            {
                reply = Reply.Of(failure.Status, new { message = failure.Message });
            }

            await reply.WriteAsync(http);
        };
        routes.MapMethods("/control" + path, [method], door);
    }

    private Task<Reply> Locked(Func<object> answer) => Task.FromResult(cloud.Run(() => Reply.Ok(answer())));
}
