using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Tieline.Server.Tests.Support;

/// <summary>What somebody does on a page that news may draw anew at any moment.</summary>
internal static class PageDeeds
{
    [ModuleInitializer]
    internal static void BePatient() => BunitContext.DefaultWaitTimeout = Eventually.Limit;

    /// <summary>Waits for the element and does it there, in one turn of the renderer: an element found a moment ago may be gone.</summary>
    public static void Do<T>(this IRenderedComponent<T> page, string selector, Action<IElement> deed)
        where T : IComponent
    {
        page.WaitForElement(selector);
        page.InvokeAsync(() => deed(page.Find(selector))).GetAwaiter().GetResult();
    }
}
