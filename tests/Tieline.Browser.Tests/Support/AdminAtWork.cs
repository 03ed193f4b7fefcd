namespace Tieline.Browser.Tests.Support;

/// <summary>What an administrator does in the console.</summary>
internal static class AdminAtWork
{
    /// <summary>Opens a page of the console with the admin key.</summary>
    public static async Task OpenConsoleAsync(this Sight office, World world, string page)
    {
        await office.Page.GotoAsync($"{world.Tieline}/admin/{page}");
        await office.Page.Locator("#key").FillAsync(world.AdminKey);
        await office.Page.Keyboard.PressAsync("Enter");
        await office.Page.GetByTestId("page").WaitForAsync();
    }
}
