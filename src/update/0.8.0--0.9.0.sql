-- What the program that writes the update script can't know: this function makes views of another text, with
-- the same arguments.
@replace CREATE FUNCTION cx_funnel_view
